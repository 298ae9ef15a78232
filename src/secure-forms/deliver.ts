import { system } from '#kernel/access'
import { sql } from '#kernel/db'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { unseal } from '#kernel/seal'
import { end, type Form, formById, lockRequest, type Request } from './request.ts'
import { type Came, type Parcel, post } from './sink.ts'
import { endingOf, type Value } from './value.ts'

const FIRST_MS = 15_000
const LONGEST_MS = 15 * 60_000

/**
 * Brings what was given to its system, again and again until it is confirmed, refused or out of time; then it is destroyed. Who is
 * stopped between sending and noting sends it again under the same id, which its system knows.
 */
export async function deliver(ctx: Context, { id }: { id: string }): Promise<void> {
  const found = await load(ctx, id)
  if (found === null) return
  const { request, form, value } = found
  const came: Came =
    value === null ? { is: 'rejected', trouble: 'unreadable' } : await post(ctx, form, parcelOf(request, form, value))
  const ending = form.shows_end && value !== null ? endingOf(value) : null
  const next = await ctx.app.context(system).transaction(async (tx) => {
    const locked = await lockRequest(tx, id)
    if (locked === null || locked.request.state !== 'given') return null
    if (came.is === 'delivered') await end(tx, locked, 'delivered', { reference: came.reference, ending })
    if (came.is === 'rejected') await end(tx, locked, 'rejected', { trouble: came.trouble })
    if (came.is !== 'waiting') return null
    const { tries } = locked.request
    await sql`
      update secure_forms.request set tries = tries + 1, trouble = ${came.trouble}, rev = rev + 1 where id = ${id}`.execute(
      tx,
    )
    return new Date(tx.clock.now().getTime() + Math.min(FIRST_MS * 2 ** Math.min(tries, 10), LONGEST_MS))
  })
  if (next !== null) runAgainAt(next)
}

interface Loaded {
  request: Request
  form: Form
  /** Null: none of our secrets opens it. */
  value: Value | null
}

async function load({ db, config }: Context, id: string): Promise<Loaded | null> {
  const request = await db.selectFrom('secure_forms.request').selectAll().where('id', '=', id).executeTakeFirst()
  if (request?.state !== 'given') return null
  const held = await db
    .selectFrom('secure_forms.value')
    .select('sealed')
    .where('request_id', '=', id)
    .executeTakeFirst()
  if (held === undefined) return null
  const opened = unseal(config.secrets, 'form values', held.sealed)
  const value = opened === null ? null : (JSON.parse(opened) as Value)
  return { request, form: await formById(db, request.form_id), value }
}

const parcelOf = (request: Request, form: Form, value: Value): Parcel => ({
  type: 'secure-form.given',
  test: false,
  id: request.id,
  form: form.id,
  takes: form.takes,
  brand: form.brand_id,
  conversation: request.conversation_id,
  contact: request.contact_id,
  givenAt: (request.given_at ?? request.asked_at).toISOString(),
  value,
})
