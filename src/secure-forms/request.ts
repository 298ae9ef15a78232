import type { Selectable } from 'kysely'
import { type Row, stamp } from '#conversations'
import { agentOf } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { lastingToken, tokenHash } from '#kernel/ids'
import { agentsByIds } from '#people'
import type { SecureFormState, SecureRequest, Takes } from './contract.ts'
import type { FormTable, RequestTable } from './tables.ts'

export type Form = Selectable<FormTable>
export type Request = Selectable<RequestTable>
/** How it can end. */
export type End = Exclude<SecureFormState, 'asked' | 'opened' | 'given'>

export const hashOf = (token: string): Buffer => tokenHash('secure form', token)

export const tokenOf = (secret: string, id: string): string => lastingToken(secret, `secure form link ${id}`)

/** Can still be given. */
export const isOpen = ({ state, expires_at }: Request, now: Date): boolean =>
  (state === 'asked' || state === 'opened') && expires_at > now

/** Locks the conversation, then the question: from here to commit what is done with it is done one after the other. */
export async function lockRequest(tx: Tx, id: string): Promise<{ request: Request; row: Row; takes: Takes } | null> {
  const found = await tx.selectFrom('secure_forms.request').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) return null
  const row = await stamp(tx, found.conversation_id, {})
  const request = await tx
    .selectFrom('secure_forms.request')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const { takes } = await formById(tx, found.form_id)
  return request === undefined ? null : { request, row, takes }
}

export const formById = (db: Db, id: string): Promise<Form> =>
  db.selectFrom('secure_forms.form').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Says what became of it; the conversation's row is locked. */
export const tell = (tx: Tx, row: Row, request: Request, takes: Takes): Promise<void> =>
  publish(tx, `secure-form.${request.state}`, {
    brand: row.brand_id,
    subject: row.conversation_id,
    about: { contact: request.contact_id },
    scopes: row.scopes,
    data: { requestId: request.id, takes },
  })

interface Ended {
  row: Row
  request: Request
  takes: Takes
}
/** It is over, and what was given is destroyed in the same transaction. */
export async function end(
  tx: Tx,
  { row, request, takes }: Ended,
  state: End,
  more: { trouble?: string | null; reference?: string | null; ending?: string | null } = {},
): Promise<Request> {
  await tx.deleteFrom('secure_forms.value').where('request_id', '=', request.id).execute()
  const { rows } = await sql<Request>`
    update secure_forms.request set state = ${state}, ended_at = ${tx.clock.now()}, trouble = ${more.trouble ?? null},
      reference = ${more.reference ?? null}, ending = ${more.ending ?? null}, rev = rev + 1
    where id = ${request.id} returning *`.execute(tx)
  const [ended = request] = rows
  await tell(tx, row, ended, takes)
  return ended
}

const at = (time: Date | null): string | null => time?.toISOString() ?? null

export async function present(db: Db, request: Request): Promise<SecureRequest> {
  const agent = agentOf(request.asked_by)
  const name = agent === null ? null : ((await agentsByIds(db, [agent])).get(agent)?.name ?? null)
  const form = await formById(db, request.form_id)
  return {
    id: request.id,
    form: { id: form.id, takes: form.takes, name: form.name },
    purpose: request.purpose,
    state: request.state,
    askedBy: name,
    askedAt: request.asked_at.toISOString(),
    expiresAt: request.expires_at.toISOString(),
    openedAt: at(request.opened_at),
    givenAt: at(request.given_at),
    deliverBy: at(request.deliver_by),
    endedAt: at(request.ended_at),
    trouble: request.trouble,
    reference: request.reference,
    ending: request.ending,
    rev: request.rev,
  }
}
