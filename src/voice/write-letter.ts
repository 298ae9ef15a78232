import { conversationFor } from '#conversations'
import { system } from '#kernel/access'
import { originOf } from '#kernel/config'
import { newToken, tokenHash } from '#kernel/ids'
import type { Context, Letter } from '#kernel/registry'
import { escapeHtml } from '#kernel/text'
import { brandById } from '#people'
import { isOpen } from './survey.ts'
import { wordsIn } from './words.ts'

export const hashOf = (token: string): Buffer => tokenHash('survey', token)

/**
 * The survey as a mail: five links, one for each answer. Opening one answers nothing yet, because programs open links, too.
 * Null when it was answered already, its time has passed, or the matter is open again.
 */
export async function writeLetter(ctx: Context, id: string): Promise<Letter | null> {
  const token = newToken()
  const survey = await ctx.db.selectFrom('voice.survey').selectAll().where('id', '=', id).executeTakeFirst()
  if (survey === undefined || survey.answered_at !== null || !isOpen(survey, ctx.clock.now())) return null
  const row = await conversationFor(system, survey.conversation_id, ctx.db)
  const brand = await brandById(ctx.db, survey.brand_id)
  if (row.status !== 'solved' || brand === null) return null
  await ctx.db
    .updateTable('voice.survey')
    .set({ token_hash: hashOf(token) })
    .where('id', '=', id)
    .execute()
  const base = `${originOf(ctx.config)}/b/${brand.slug}/rate/${token}`
  return letterIn(
    row.lang,
    row.reference,
    (score) => `${base}?score=${score}${row.lang === null ? '' : `&lang=${row.lang}`}`,
  )
}

function letterIn(lang: string | null, reference: string, linkOf: (score: number) => string): Letter {
  const words = wordsIn(lang)
  const scores = words.scores.map((word, at) => ({ said: `${at + 1} · ${word}`, link: linkOf(at + 1) })).toReversed()
  const links = scores.map(
    ({ said, link }) =>
      `<p style="margin:0 0 8px"><a href="${escapeHtml(link)}" style="${LOOK}">${escapeHtml(said)}</a></p>`,
  )
  return {
    subject: `${words.subject} (${reference})`,
    text: [words.ask(reference), ...scores.map(({ said, link }) => `${said}\n${link}`), words.once].join('\n\n'),
    html: [p(words.ask(reference)), ...links, p(words.once)].join('\n'),
    lang,
  }
}

/** Mail programs know no style sheets: large enough to touch, and readable where colours are dropped. */
const LOOK = 'display:inline-block;padding:10px 16px;border:1px solid #767676;border-radius:6px;text-decoration:none'
const p = (text: string): string => `<p>${escapeHtml(text)}</p>`
