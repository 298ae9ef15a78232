import type { Selectable } from 'kysely'
import { type Row, stamp } from '#conversations'
import { agentOf } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { lastingToken, tokenHash } from '#kernel/ids'
import { agentsByIds } from '#people'
import type { Proof, ProofState } from './contract.ts'
import type { RequestTable } from './tables.ts'

export type Request = Selectable<RequestTable>
/** How it can end. */
export type End = Exclude<ProofState, 'asked' | 'opened'>

export const hashOf = (token: string): Buffer => tokenHash('proof', token)

export const tokenOf = (secret: string, id: string): string => lastingToken(secret, `proof link ${id}`)

export const isOver = ({ ended_at, expires_at }: Request, now: Date): boolean => ended_at !== null || expires_at <= now

/** Locks the conversation, then the question: from here to commit what is done with it is done one after the other. */
export async function lockRequest(tx: Tx, id: string): Promise<{ request: Request; row: Row } | null> {
  const found = await tx.selectFrom('proofs.request').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) return null
  const row = await stamp(tx, found.conversation_id, {})
  const request = await tx.selectFrom('proofs.request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return request === undefined ? null : { request, row }
}

/** Says what became of it; the conversation's row is locked. */
export async function tell(tx: Tx, row: Row, request: Request): Promise<void> {
  const about = {
    brand: row.brand_id,
    subject: row.conversation_id,
    about: { contact: request.contact_id },
    scopes: row.scopes,
  }
  const data = { proofId: request.id, level: request.level }
  if (request.state === 'proved' && request.until !== null)
    return publish(tx, 'proof.proved', { ...about, data: { ...data, until: request.until.toISOString() } })
  if (request.state !== 'proved') await publish(tx, `proof.${request.state}`, { ...about, data })
}

/** It is over. What was sent for it proves nothing any more. */
export async function end(tx: Tx, row: Row, request: Request, state: End): Promise<Request> {
  const now = tx.clock.now()
  const until = state === 'proved' ? new Date(now.getTime() + request.holds_minutes * 60_000) : null
  const { rows } = await sql<Request>`
    update proofs.request set state = ${state}, ended_at = ${now}, until = ${until}::timestamptz, rev = rev + 1
    where id = ${request.id} returning *`.execute(tx)
  await sql`update proofs.code set code_hash = null where request_id = ${request.id} and code_hash is not null`.execute(
    tx,
  )
  const [ended = request] = rows
  await tell(tx, row, ended)
  return ended
}

export async function present(db: Db, request: Request): Promise<Proof> {
  const agent = agentOf(request.asked_by)
  const name = agent === null ? null : ((await agentsByIds(db, [agent])).get(agent)?.name ?? null)
  return {
    id: request.id,
    level: request.level,
    state: request.state,
    askedBy: name,
    askedAt: request.asked_at.toISOString(),
    expiresAt: request.expires_at.toISOString(),
    openedAt: request.opened_at?.toISOString() ?? null,
    endedAt: request.ended_at?.toISOString() ?? null,
    until: request.until?.toISOString() ?? null,
    rev: request.rev,
  }
}
