import { conversationFor, stamp } from '#conversations'
import { system } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { seal } from '#kernel/seal'
import type { SecureFormState, Takes } from './contract.ts'
import { end, formById, hashOf, isOpen, lockRequest, type Request, tell } from './request.ts'
import type { Value } from './value.ts'
import { wordIn } from './words.ts'

/** A question as its link shows it. */
export interface LinkedForm {
  id: string
  brand: string
  takes: Takes
  name: (lang: string) => string
  recipient: (lang: string) => string
  purpose: string
  /** As it stands now: an open one whose time has passed is `expired`. */
  state: SecureFormState
  reference: string
  expiresAt: Date
  deliverBy: Date | null
}

const requestOf = (db: Db, token: string): Promise<Request | undefined> =>
  db.selectFrom('secure_forms.request').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst()

/** Null: nothing has this link. Looking changes nothing. */
export async function formByToken(ctx: Context, token: string): Promise<LinkedForm | null> {
  const request = await requestOf(ctx.db, token)
  if (request === undefined) return null
  const row = await conversationFor(system, request.conversation_id, ctx.db)
  const form = await formById(ctx.db, request.form_id)
  const waits = request.state === 'asked' || request.state === 'opened'
  return {
    id: request.id,
    brand: request.brand_id,
    takes: form.takes,
    name: (lang) => wordIn(form.name, lang),
    recipient: (lang) => wordIn(form.recipient, lang),
    purpose: request.purpose,
    state: waits && !isOpen(request, ctx.clock.now()) ? 'expired' : request.state,
    reference: row.reference,
    expiresAt: request.expires_at,
    deliverBy: request.deliver_by,
  }
}

/** A person has opened the page: who asked is told. */
export const noteFormOpened = (ctx: Context, token: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const found = await requestOf(tx, token)
    if (found === undefined || found.state !== 'asked' || !isOpen(found, tx.clock.now())) return
    const row = await stamp(tx, found.conversation_id, {})
    const { takes } = await formById(tx, found.form_id)
    const { rows } = await sql<Request>`
      update secure_forms.request set state = 'opened', opened_at = ${tx.clock.now()}, rev = rev + 1
      where id = ${found.id} and state = 'asked' returning *`.execute(tx)
    if (rows[0]) await tell(tx, row, rows[0], takes)
  })

const HOUR_MS = 3_600_000

/** Takes what was given, sealed, with the job that brings it away. Of two at once, one is taken. False: it is not open any more. */
export const giveByLink = (ctx: Context, token: string, value: Value): Promise<boolean> =>
  ctx.transaction(async (tx) => {
    const found = await requestOf(tx, token)
    const locked = found === undefined ? null : await lockRequest(tx, found.id)
    const now = tx.clock.now()
    if (locked === null || !isOpen(locked.request, now)) return false
    const { id, form_id: formId } = locked.request
    const { hours } = await formById(tx, formId)
    const deliverBy = new Date(now.getTime() + hours * HOUR_MS)
    const sealed = seal(ctx.config.secrets[0] ?? '', 'form values', JSON.stringify(value))
    await tx.insertInto('secure_forms.value').values({ request_id: id, sealed }).execute()
    const { rows } = await sql<Request>`
      update secure_forms.request set state = 'given', given_at = ${now}, deliver_by = ${deliverBy}, rev = rev + 1
      where id = ${id} returning *`.execute(tx)
    if (rows[0]) await tell(tx, locked.row, rows[0], locked.takes)
    await enqueue(tx, 'secure-forms.deliver', { id }, { key: id })
    await enqueue(tx, 'secure-forms.end', { id }, { key: `${id} given`, at: deliverBy })
    return true
  })

/** They would rather not. */
export const declineByLink = (ctx: Context, token: string): Promise<boolean> =>
  ctx.transaction(async (tx) => {
    const found = await requestOf(tx, token)
    const locked = found === undefined ? null : await lockRequest(tx, found.id)
    if (locked === null || !isOpen(locked.request, tx.clock.now())) return false
    await end(tx, locked, 'declined')
    return true
  })
