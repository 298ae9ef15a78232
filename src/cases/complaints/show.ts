import { may, visible } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { caseOf } from '../case-for.ts'
import type { CasesApi } from '../contract.ts'
import { headOf } from '../list-cases.ts'
import { heldComplaints } from './complaint.ts'
import { allPacks, lettersIn, packOf } from './packs.ts'
import { presentComplaints } from './present.ts'
import { wayOf } from './send-letter.ts'

type View = CasesApi['GET /api/v1/conversations/:id/complaint']['answer']

/** The complaint beside a conversation: the one of its case that runs, else the newest. */
export async function showComplaint(ctx: Context, conversation: ConversationId): Promise<View> {
  const matter = await caseOf(ctx.actor, conversation, ctx.db, 'complaint.read')
  const { rows } = await heldComplaints(sql`
    c.matter_id = ${matter.id} and ${mine(ctx)}
    order by (k.withdrawn_at is null) desc, (k.decided_at is null and k.deadlock_at is null) desc, k.received_at desc limit 1`).execute(
    ctx.db,
  )
  const found = rows.filter((row) => row.withdrawn_at === null || row.conversation_id === conversation)
  const pack = await packOf(ctx.app, matter.brand_id)
  const code = found[0]?.pack ?? pack?.pack.code ?? ''
  const way = { matter: matter.id, conversation_id: conversation, contact_id: matter.contact_id, pack: code }
  const manages = may(ctx.actor, 'complaint.manage', { brand: matter.brand_id, scopes: matter.scopes })
  const refuses = manages && ctx.actor.kind === 'agent'
  return {
    complaint: (await presentComplaints(ctx.db, found, ctx.clock.now()))[0] ?? null,
    pack: pack?.pack.code ?? null,
    durable: (await wayOf(ctx, way)).durable,
    may: { manage: manages ? { ok: true } : notAllowed, refuse: refuses ? { ok: true } : notAllowed },
  }
}

const notAllowed = { ok: false, why: 'why.not-allowed' }
export const mine = ({ actor }: Context): RawBuilder<boolean> =>
  visible(actor, 'complaint.read', sql.ref('k.brand_id'), sql.ref('c.scopes'))

type List = CasesApi['GET /api/v1/complaints']

/** Open ones due soonest first (what has no due time last), or all, newest first. */
export async function listComplaints(ctx: Context, query: List['query']): Promise<List['answer']> {
  const limit = query.limit ?? 50
  const live = await headOf(ctx.db)
  const contact = query.contact === undefined ? sql`true` : sql`k.contact_id = ${query.contact}`
  const place = decodeCursor(query.after, 2)
  const open = query.of === 'open'
  const order = open
    ? sql`coalesce(k.due_at, k.received_at + interval '10 years')`
    : sql`(timestamptz '9999-01-01' - (k.received_at - timestamptz 'epoch'))`
  const which = open
    ? sql`k.withdrawn_at is null and (k.due_at is not null or (k.decided_at is null and k.deadlock_at is null))`
    : sql`true`
  const from = place === null ? sql`true` : sql`(${order}, k.id) > (${place[0]}::timestamptz, ${place[1]}::uuid)`
  const { rows } = await heldComplaints(
    sql`${which} and ${mine(ctx)} and ${contact} and ${from} order by ${order}, k.id limit ${limit + 1}`,
  ).execute(ctx.db)
  const { items, next } = pageOf(rows, limit, (row) => [placeOf(row, open).toISOString(), row.id])
  return { items: await presentComplaints(ctx.db, items, ctx.clock.now()), next, live }
}

const TEN_YEARS = { years: 10 }
const FAR = Date.parse('9999-01-01T00:00:00Z')

function placeOf({ due_at: due, received_at: at }: { due_at: Date | null; received_at: Date }, open: boolean): Date {
  if (!open) return new Date(FAR - at.getTime())
  if (due !== null) return due
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('UTC')
  return new Date(zoned.add(TEN_YEARS).epochMilliseconds)
}

type Packs = CasesApi['GET /api/v1/complaint-packs']['answer']

export const showPacks = async (): Promise<Packs> => ({
  items: allPacks().map((pack) => ({
    ...{ code: pack.code, name: pack.name, source: pack.source, check: pack.check, languages: pack.languages },
    letters: pack.languages.filter((lang) => lettersIn(lang) !== undefined),
    durable: pack.durable,
    clocks: pack.clocks.map(({ name, length, source }) => {
      const unit = 'workingDays' in length ? 'workingDays' : 'days' in length ? 'days' : 'weeks'
      const n = 'workingDays' in length ? length.workingDays : 'days' in length ? length.days : length.weeks
      return { name, unit, n, source }
    }),
    hold: pack.hold,
    wants: pack.report.wants,
  })),
})
