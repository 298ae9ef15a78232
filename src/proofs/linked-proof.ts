import { conversationFor, stamp } from '#conversations'
import { system } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { maskHandle } from '#people'
import type { ProofLevel, ProofState } from './contract.ts'
import { hashOf, isOver, type Request, tell } from './request.ts'
import { waysOf } from './ways.ts'

/** A question as its link shows it. Looking changes nothing but that it was looked at. */
export interface LinkedProof {
  id: string
  brand: string
  level: ProofLevel
  /** As it stands now: an open one whose time has passed is `expired`. */
  state: ProofState
  reference: string
  lang: string | null
  until: Date | null
  expiresAt: Date
  /** Where a code can go, as much of it as tells them apart. */
  ways: readonly { id: string; handle: string }[]
  /** The code that counts: where it went, and whether it still can be typed. */
  code: { way: string; handle: string; sentAt: Date; good: boolean } | null
}

export const requestOf = (db: Db, token: string): Promise<Request | undefined> =>
  db.selectFrom('proofs.request').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst()

/** Null: nothing has this link. */
export async function proofByToken(ctx: Context, token: string): Promise<LinkedProof | null> {
  const request = await requestOf(ctx.db, token)
  if (request === undefined) return null
  const row = await conversationFor(system, request.conversation_id, ctx.db)
  const now = ctx.clock.now()
  const open = !isOver(request, now)
  const { brand_id: brand, contact_id: contact, asked_at: before } = request
  const ways = open && request.level === 'code' ? await waysOf(ctx.db, ctx.app, { brand, contact, before }) : []
  const code = open ? await newestCode(ctx.db, request.id) : undefined
  const way = ways.find(({ id }) => id === code?.identity_id)
  return {
    id: request.id,
    brand,
    level: request.level,
    state: request.ended_at === null && !open ? 'expired' : request.state,
    reference: row.reference,
    lang: row.lang,
    until: request.until,
    expiresAt: request.expires_at,
    ways: ways.map(({ id, handle }) => ({ id, handle: maskHandle(handle) })),
    code:
      code === undefined || way === undefined
        ? null
        : {
            way: way.id,
            handle: maskHandle(way.handle),
            sentAt: code.made_at,
            good: code.expires_at > now && code.tries < MOST_TRIES,
          },
  }
}

/** How often a code may be typed. */
export const MOST_TRIES = 5

export const newestCode = (db: Db, request: string) =>
  db
    .selectFrom('proofs.code')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A person has opened the page: who asked is told. */
export const noteOpened = (ctx: Context, token: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const found = await requestOf(tx, token)
    if (found === undefined || found.state !== 'asked' || isOver(found, tx.clock.now())) return
    const row = await stamp(tx, found.conversation_id, {})
    const { rows } = await sql<Request>`
      update proofs.request set state = 'opened', opened_at = ${tx.clock.now()}, rev = rev + 1
      where id = ${found.id} and state = 'asked' returning *`.execute(tx)
    if (rows[0]) await tell(tx, row, rows[0])
  })
