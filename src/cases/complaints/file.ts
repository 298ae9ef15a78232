import { may } from '#kernel/access'
import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { escapeHtml as e } from '#kernel/text'
import { brandById } from '#people'
import { complaintFor, type HeldComplaint } from './complaint.ts'
import { neighboursOf, type SaidMessage } from './neighbours.ts'
import { type Letter, lettersOf, presentComplaint } from './present.ts'

/** What one file carries whole; larger ones are named with their size. */
const MOST_BYTES = 15_000_000

/**
 * All of it in one page that opens anywhere and fetches nothing: letters first, then what happened when, then every conversation
 * with its attachments inside. Notes stay inside the house; conversations the caller may not read are counted.
 */
export async function complaintFile(ctx: Context, id: string): Promise<{ name: string; html: string }> {
  const complaint = await complaintFor(ctx.actor, id, ctx.db, 'complaint.manage')
  const brand = await brandById(ctx.db, complaint.brand_id)
  const timeZone = brand?.hours.timeZone ?? 'UTC'
  const at = (when: Date | string) =>
    new Intl.DateTimeFormat(complaint.lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
      new Date(when),
    )
  const { seen, unseen } = await talksOfCase(ctx, complaint)
  const talks = new Map<ConversationId, readonly SaidMessage[]>()
  for (const conversation of seen) talks.set(conversation, await neighboursOf(ctx.app).said(ctx, conversation))
  const letters = await lettersOf(ctx.db, [id])
  const title = `${complaint.reference} · ${brand?.name ?? ''}`
  const body = [
    await headOf(ctx, complaint, at),
    lettersIn(letters, talks, at),
    timeline(complaint, letters, at),
    ...(await Promise.all([...talks.values()].map((said, n) => talkIn(ctx, said, n + 1, at)))),
    unseen === 0 ? '' : `<p>+ ${unseen}</p>`,
  ].join('\n')
  return { name: `complaint-${complaint.reference}.html`, html: page(complaint.lang, title, body) }
}

type At = (when: Date | string) => string

const page = (lang: string, title: string, body: string): string => `<!doctype html>
<html lang="${e(lang)}"><head><meta charset="utf-8"><title>${e(title)}</title>
<style>body{font:16px/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap;font:inherit}
article{border-top:1px solid #999;padding:.5rem 0}td,th{text-align:start;padding:.2rem 1rem .2rem 0;vertical-align:top}img{max-width:100%}</style>
</head><body><h1>${e(title)}</h1>
${body}
</body></html>
`

async function talksOfCase(ctx: Context, { matter, brand_id: brand }: HeldComplaint) {
  const { rows } = await sql<{ id: ConversationId; scopes: string[] }>`
    select conversation_id as id, scopes from cases.matter_conversation where matter_id = ${matter}
    order by since, conversation_id`.execute(ctx.db)
  const seen = rows.filter(({ scopes }) => may(ctx.actor, 'conversation.read', { brand, scopes })).map(({ id }) => id)
  return { seen, unseen: rows.length - seen.length }
}

async function headOf(ctx: Context, complaint: HeldComplaint, at: At): Promise<string> {
  const shown = await presentComplaint(ctx.db, complaint, ctx.clock.now())
  const lines = [
    ['Reference', complaint.reference],
    ['Received', at(complaint.received_at)],
    ['Jurisdiction', complaint.pack],
    ['Kind', complaint.kind],
    ['About', complaint.about],
    ['Wanted', complaint.wants],
    ['Outcome', complaint.outcome ?? (complaint.deadlock_at === null ? 'open' : 'deadlock')],
    ...shown.clocks.map(({ name, due, state }) => [`Due: ${name}`, `${at(due)} (${state})`]),
  ]
  return `<table>${lines.map(([name, value]) => `<tr><th>${e(name ?? '')}</th><td>${e(value ?? '')}</td></tr>`).join('')}</table>`
}

/** The deadlock letter first: it is what is asked for. */
function lettersIn(letters: readonly Letter[], talks: ReadonlyMap<string, readonly SaidMessage[]>, at: At): string {
  const first = letters.toSorted((one, other) => Number(other.kind === 'deadlock') - Number(one.kind === 'deadlock'))
  return `<h2>Letters</h2>${first
    .map(({ kind, message_id: id, conversation_id: conversation, sent_at }) => {
      const text = talks.get(conversation)?.find((said) => said.id === id)?.text ?? ''
      return `<article><h3>${e(kind)} · ${e(at(sent_at))}</h3><pre dir="auto">${e(text)}</pre></article>`
    })
    .join('\n')}`
}

function timeline(complaint: HeldComplaint, letters: readonly Letter[], at: At): string {
  const moments: [Date | null, string][] = [
    [complaint.received_at, 'received'],
    ...letters.map(({ sent_at, kind, durable }): [Date, string] => [
      sent_at,
      `letter: ${kind}${durable ? ', on a durable medium' : ''}`,
    ]),
    [complaint.recommended_at, 'recommendation of the ombudsman'],
    [complaint.late_for, 'a time had passed'],
    [complaint.withdrawn_at, 'withdrawn'],
  ]
  const told = moments
    .flatMap(([when, what]) => (when === null ? [] : [{ when, what }]))
    .sort((one, other) => +one.when - +other.when)
  return `<h2>What happened when</h2><ol>${told.map(({ when, what }) => `<li>${e(at(when))}: ${e(what)}</li>`).join('')}</ol>`
}

async function talkIn(ctx: Context, said: readonly SaidMessage[], n: number, at: At): Promise<string> {
  let left = MOST_BYTES
  const parts: string[] = []
  for (const message of said) {
    const files: string[] = []
    for (const file of message.attachments) {
      const fits = file.bytes <= left
      if (fits) left -= file.bytes
      files.push(fits ? await inside(ctx, file) : `<p>${e(file.name)} (${file.bytes} bytes, not in this file)</p>`)
    }
    const who = message.by.name === '' ? message.by.kind : `${message.by.name} (${message.by.kind})`
    parts.push(
      `<article><h3>${e(who)} · ${e(at(message.at))}</h3><pre dir="auto">${e(message.text)}</pre>${files.join('')}</article>`,
    )
  }
  return `<h2>Conversation ${n}</h2>${parts.join('\n')}`
}

async function inside(ctx: Context, file: SaidMessage['attachments'][number]): Promise<string> {
  const bytes = await neighboursOf(ctx.app).attachment(ctx, file.id)
  const href = `data:${e(file.mime)};base64,${bytes.toString('base64')}`
  const shown = /^image\/(png|jpeg|gif|webp)$/.test(file.mime) ? `<img src="${href}" alt="${e(file.name)}"><br>` : ''
  return `<p>${shown}<a href="${href}" download="${e(file.name)}">${e(file.name)}</a></p>`
}
