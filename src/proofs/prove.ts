import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { conversationFor, type Row } from '#conversations'
import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { newId } from '#kernel/ids'
import type { Context, Letter } from '#kernel/registry'
import { escapeHtml } from '#kernel/text'
import { MOST_TRIES, newestCode, requestOf } from './linked-proof.ts'
import { end, isOver, lockRequest, type Request } from './request.ts'
import { waysOf } from './ways.ts'
import { wordsIn } from './words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const CODE_MINUTES = 10
/** Codes for one question; with the tries of each, fifteen guesses among a million. */
const MOST_CODES = 3
/** To one address within an hour, whoever asks: nobody's mailbox is filled by a stranger's patience. */
const MOST_AN_HOUR = 6
/** Between two codes. */
const PAUSE_MS = MINUTE_MS

/** What a press on the page came to; `over`: the question is not open any more. */
export type Pressed =
  | 'sent'
  | 'proved'
  | 'declined'
  | 'soon'
  | 'many'
  | 'no-way'
  | 'wrong'
  | 'spent'
  | 'failed'
  | 'over'

/** Does it with the open question behind a link, alone. */
const withOpen = (
  ctx: Context,
  token: string,
  act: (tx: Tx, request: Request, row: Row) => Promise<Pressed>,
): Promise<Pressed> =>
  ctx.transaction(async (tx) => {
    const found = await requestOf(tx, token)
    const locked = found === undefined ? null : await lockRequest(tx, found.id)
    if (locked === null || isOver(locked.request, tx.clock.now())) return 'over'
    return act(tx, locked.request, locked.row)
  })

/** Nothing here makes a difference between one who knows and one who guesses but the code itself. */
export const sendCode = (ctx: Context, token: string, wayId: string): Promise<Pressed> =>
  withOpen(ctx, token, async (tx, request) => {
    const now = tx.clock.now()
    const { id, brand_id: brand, contact_id: contact, asked_at: before, conversation_id: conversation } = request
    const way = (await waysOf(tx, ctx.app, { brand, contact, before })).find((one) => one.id === wayId)
    if (request.level !== 'code' || way === undefined) return 'no-way'
    const last = await newestCode(tx, id)
    if (last !== undefined && now.getTime() - last.made_at.getTime() < PAUSE_MS) return 'soon'
    if ((await codesSince(tx, sql`request_id = ${id}`, request.asked_at)) >= MOST_CODES) return 'many'
    const hour = new Date(now.getTime() - HOUR_MS)
    if ((await codesSince(tx, sql`identity_id = ${way.id}`, hour)) >= MOST_AN_HOUR) return 'many'
    const code = newId()
    await tx
      .insertInto('proofs.code')
      .values({
        id: code,
        request_id: id,
        identity_id: way.id,
        code_hash: null,
        made_at: now,
        expires_at: new Date(now.getTime() + CODE_MINUTES * MINUTE_MS),
      })
      .execute()
    for (const post of ctx.app.registered.posts) await post.send(tx, { conversation, kind: 'proof-code', id: code })
    return 'sent'
  })

async function codesSince(tx: Tx, which: ReturnType<typeof sql>, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from proofs.code where ${which} and made_at >= ${since}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Six digits are guessed in no time by who reads a plain hash of them; without our secret they cannot be. */
const hashOfCode = (secret: string, id: string, code: string): Buffer =>
  createHmac('sha256', secret).update(`proof code ${id} ${code}`).digest()

/** The mail with the code, made when it leaves and kept nowhere. Null: it is not wanted any more. */
export async function writeCode(ctx: Context, id: string): Promise<Letter | null> {
  const code = await ctx.db.selectFrom('proofs.code').selectAll().where('id', '=', id).executeTakeFirst()
  if (code === undefined) return null
  const request = await ctx.db
    .selectFrom('proofs.request')
    .selectAll()
    .where('id', '=', code.request_id)
    .executeTakeFirst()
  if (request === undefined || isOver(request, ctx.clock.now()) || code.expires_at <= ctx.clock.now()) return null
  const { brand_id: brand, contact_id: contact, asked_at: before } = request
  const way = (await waysOf(ctx.db, ctx.app, { brand, contact, before })).find((one) => one.id === code.identity_id)
  if (way === undefined) return null
  const digits = String(randomInt(1_000_000)).padStart(6, '0')
  await ctx.db
    .updateTable('proofs.code')
    .set({ code_hash: hashOfCode(ctx.config.secrets[0] ?? '', id, digits) })
    .where('id', '=', id)
    .execute()
  const { lang } = await conversationFor(system, request.conversation_id, ctx.db)
  const words = wordsIn(lang)
  const p = (text: string): string => `<p>${escapeHtml(text)}</p>`
  const shown = `<p style="font-size:28px;letter-spacing:4px" dir="ltr">${digits}</p>`
  return {
    subject: words.subject,
    text: [words.code(CODE_MINUTES), digits, words.notYou].join('\n\n'),
    html: [p(words.code(CODE_MINUTES)), shown, p(words.notYou)].join('\n'),
    lang,
    to: way.handle,
  }
}

/** Typed with spaces or in other digits, it is the same code. */
const digitsIn = (typed: string): string =>
  typed.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (sign) => String(sign.charCodeAt(0) & 0xf)).replace(/\D/g, '')

/** Each try counts before it is looked at. After the last one of the last code the question has failed; it can be asked anew. */
export const checkCode = (ctx: Context, token: string, typed: string): Promise<Pressed> =>
  withOpen(ctx, token, async (tx, request, row) => {
    const code = await newestCode(tx, request.id)
    if (code === undefined || code.expires_at <= tx.clock.now() || code.tries >= MOST_TRIES) return 'spent'
    await sql`update proofs.code set tries = tries + 1 where id = ${code.id}`.execute(tx)
    const guess = digitsIn(typed)
    const isRight = ctx.config.secrets.some(
      (secret) => code.code_hash !== null && timingSafeEqual(code.code_hash, hashOfCode(secret, code.id, guess)),
    )
    if (isRight && guess.length === 6) {
      await end(tx, row, request, 'proved')
      return 'proved'
    }
    if (code.tries + 1 < MOST_TRIES) return 'wrong'
    if ((await codesSince(tx, sql`request_id = ${request.id}`, request.asked_at)) < MOST_CODES) return 'spent'
    await end(tx, row, request, 'failed')
    return 'failed'
  })

/** Whoever reads the message presses: that they read it was to be proved. */
export const proveByPress = (ctx: Context, token: string): Promise<Pressed> =>
  withOpen(ctx, token, async (tx, request, row) => {
    if (request.level !== 'channel') return 'no-way'
    await end(tx, row, request, 'proved')
    return 'proved'
  })

/** They would rather not, or never asked us anything. */
export const declineProof = (ctx: Context, token: string): Promise<Pressed> =>
  withOpen(ctx, token, async (tx, request, row) => {
    await end(tx, row, request, 'declined')
    return 'declined'
  })
