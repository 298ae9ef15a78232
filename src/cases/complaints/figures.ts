import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { CasesApi } from '../contract.ts'
import { type HeldComplaint, heldComplaints, isOver, stateOf } from './complaint.ts'
import { complaintKinds } from './pack.ts'
import { followedAt, type Letter, lettersOf } from './present.ts'
import { mine } from './show.ts'

type Route = CasesApi['GET /api/v1/complaints/figures']
type Figures = Route['answer']['all']
const DAY_MS = 86_400_000
/** A year of a large brand; what is beyond is asked for month by month. */
const MOST = 20_000

/** For the audit: complaints made in a time, by kind. */
export async function complaintFigures(ctx: Context, { from, to, brand }: Route['query']): Promise<Route['answer']> {
  const ofBrand = brand === undefined ? sql`true` : sql`k.brand_id = ${brand}`
  const { rows } = await heldComplaints(sql`
    k.received_at >= ${from}::timestamptz and k.received_at < ${to}::timestamptz and ${mine(ctx)} and ${ofBrand}
    order by k.received_at limit ${MOST}`).execute(ctx.db)
  const letters = Map.groupBy(
    await lettersOf(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ({ complaint_id }) => complaint_id,
  )
  const count = (some: readonly HeldComplaint[]) => figuresOf(some, letters, ctx.clock.now())
  const kinds = complaintKinds.flatMap((kind) => {
    const some = rows.filter((row) => row.kind === kind)
    return some.length === 0 ? [] : [{ kind, ...count(some) }]
  })
  return { all: count(rows), kinds }
}

function figuresOf(all: readonly HeldComplaint[], letters: Map<string, Letter[]>, now: Date): Figures {
  const some = all.filter(({ withdrawn_at }) => withdrawn_at === null)
  const how = (complaint: HeldComplaint) => {
    const followed = followedAt(complaint, letters.get(complaint.id) ?? [])
    return complaint.clocks.map((clock) => stateOf(clock, { ...complaint, followed }, now))
  }
  const late = some.filter((one) => how(one).some((state) => state === 'late' || state === 'met-late')).length
  const inTime = some.filter((one) => isOver(one) && how(one).every((state) => state === 'met')).length
  const with_ = (outcome: HeldComplaint['outcome']) => some.filter((one) => one.outcome === outcome).length
  return {
    made: some.length,
    open: some.filter((one) => !isOver(one)).length,
    ...{ inTime, late, share: inTime + late === 0 ? null : inTime / (inTime + late) },
    ...{ upheld: with_('upheld'), partly: with_('partly'), refused: with_('refused') },
    deadlock: some.filter(({ deadlock_at }) => deadlock_at !== null).length,
    withdrawn: all.length - some.length,
    referenced: some.filter(({ referenced_at }) => referenced_at !== null).length,
    days: median(
      some.flatMap((one) => (one.decided_at === null ? [] : [(+one.decided_at - +one.received_at) / DAY_MS])),
    ),
  }
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10
}
