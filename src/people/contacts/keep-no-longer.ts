import { audit } from '#kernel/access'
import type { Db } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import { enqueue, type JobMap } from '#kernel/jobs'
import type { App, Context } from '#kernel/registry'
import { eraseOne } from './erase-contact.ts'
import { everyoneIn } from './everyone-in.ts'
import { KEPT_MONTHS } from './kept-months.ts'
import { lockContacts } from './lock-contacts.ts'

declare module '#kernel/jobs' {
  interface JobMap {
    /** `after`: the last contact that was looked at. */
    'people.expire-contacts': { after: string | null }
    'people.expire-rows': { table: string }
  }
}

/** Rows or contacts looked at in one step; what is left is the next job's, so a node that dies loses nothing but the step. */
const STEP = 1_000

/** Begins a round: over the contacts, and over each table with a retention of its own. */
export async function beginExpiry(ctx: Context): Promise<void> {
  await ctx.transaction(async (tx) => {
    await enqueue(tx, 'people.expire-contacts', { after: null }, { key: 'all' })
    for (const { table, expire } of ctx.app.registered.personals.values())
      if (expire !== undefined) await enqueue(tx, 'people.expire-rows', { table }, { key: table })
  })
}

export async function expireRows(ctx: Context, { table }: JobMap['people.expire-rows']): Promise<void> {
  const personal = ctx.app.registered.personals.get(table)
  if (personal?.expire === undefined || personal.retention === 'with-contact') return
  const { expire, retention } = personal
  await ctx.transaction(async (tx) => {
    const done = await expire(tx, before(ctx, retention), STEP)
    if (done >= STEP) await enqueue(tx, 'people.expire-rows', { table }, { key: table })
  })
}

/** Erases the contacts who were silent for too long, each in a transaction of its own, and goes on with the next step. */
export async function expireContacts(ctx: Context, { after }: JobMap['people.expire-contacts']): Promise<void> {
  const contacts = await ctx.db
    .selectFrom('people.contact')
    .select(['id', 'created_at'])
    .where('erased_at', 'is', null)
    .where('merged_into', 'is', null)
    .where('id', '>', after ?? '00000000-0000-0000-0000-000000000000')
    .orderBy('id')
    .limit(STEP)
    .execute()
  const limit = before(ctx, { months: KEPT_MONTHS })
  for (const { id } of await silentSince(ctx.app, ctx.db, contacts, limit)) await eraseSilent(ctx, id, limit)
  const last = contacts.at(-1)
  if (contacts.length < STEP || last === undefined) return
  await ctx.transaction((tx) => enqueue(tx, 'people.expire-contacts', { after: last.id }, { key: 'all' }))
}

/** Under the contact's lock it is asked again: whoever wrote in the meantime stays. */
async function eraseSilent(ctx: Context, id: ContactId, limit: Date): Promise<void> {
  await ctx.transaction(async (tx) => {
    const everyone = await everyoneIn(tx, id)
    const held = await lockContacts(tx, everyone)
    const contact = held.find((one) => one.id === id && one.merged_into === null)
    if (contact === undefined || (await silentSince(ctx.app, tx, [contact], limit)).length === 0) return
    for (const one of everyone) await eraseOne(tx, ctx.app, one, contact.brand_id)
    await audit(tx, { deed: 'contact.expire', brand: contact.brand_id, subject: id })
  })
}

type Aged = { id: ContactId; created_at: Date }

/** Those of whom no module has anything younger; who never said anything counts from their beginning. */
async function silentSince<C extends Aged>(app: App, db: Db, contacts: readonly C[], limit: Date): Promise<C[]> {
  const ids = contacts.map(({ id }) => id)
  const told = await Promise.all(
    [...app.registered.personals.values()].flatMap((table) => table.lastAt?.(db, ids) ?? []),
  )
  return contacts.filter(({ id, created_at }) => {
    const lasts = told.flatMap((last) => last.get(id) ?? [])
    return (lasts.length === 0 ? [created_at] : lasts).every((at) => at < limit)
  })
}

const before = ({ clock }: Context, kept: Temporal.DurationLike): Date =>
  new Date(clock.instant().toZonedDateTimeISO('UTC').subtract(kept).epochMilliseconds)
