import { isOurWindow, mayHear } from '#conversations'
import { type Db, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ConversationId, QueueId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById } from '#people'
import type { Switches } from '../contract.ts'
import { planFor } from '../plans.ts'
import { goesTo } from '../shares.ts'
import { type Came, cameOn } from './came.ts'
import type { SurgeTrial } from './contract.ts'
import { type Day, pastDay } from './day.ts'
import { type Moves, play } from './play.ts'
import { staffingOf } from './staffing.ts'
import { surveysOf } from './surveys.ts'
import { takenOn, thereOn } from './taken.ts'
import { tally } from './tally.ts'

interface Queue {
  id: QueueId
  name: SurgeTrial['queues'][number]['name']
  removed: boolean
}

/** What a plan had done on a day, from its first minute to its last. The database itself refuses whatever would be written here. */
export const tryPlan = (ctx: Context, id: string, asked: string): Promise<SurgeTrial> =>
  ctx.transaction(async (tx) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx)
    const plan = await planFor(ctx, tx, id, 'surge.manage')
    const brand = await brandById(tx, plan.brand)
    if (brand === null) throw notFound('brand')
    const { timeZone } = brand.hours
    const day = await pastDay(tx, asked, { brand: brand.id, timeZone, now: ctx.clock.now() })
    const queues = await queuesOf(tx, plan.brand)
    const came = await cameOn(tx, plan.brand, day)
    const taken = await takenOn(tx, plan.brand, day)
    const there = await thereOn(tx, [...new Set(taken.map(({ agent }) => agent))], day)
    const staffing = staffingOf(taken, there, day.to.getTime())
    const moves = movesBy(plan.switches, came, queues)
    const without = play(came, taken, staffing, new Map())
    const counted = tally({
      ...{ day, came, moves, without },
      surveys: plan.switches.surveysPaused === true ? await surveysOf(tx, plan.brand, day) : [],
      answered: await toldBy(tx, plan.switches.massAnswer, came, moves),
      offered: await toldBy(tx, plan.switches.callBack, came, moves),
      bannered: banneredBy(plan.switches, came),
      with: moves.size === 0 ? without : play(came, taken, staffing, moves),
    })
    return present(counted, queues, { day, advisors: staffing.advisors.length })
  })

async function queuesOf(db: Db, brand: string): Promise<Queue[]> {
  const { rows } = await sql<Queue>`
    select id, name, removed_at is not null as removed from routing.queue where brand_id = ${brand} order by created_at, id`.execute(
    db,
  )
  return rows
}

function movesBy({ overflow = [] }: Switches, came: readonly Came[], queues: readonly Queue[]): Moves {
  const known = new Set(queues.flatMap(({ id, removed }) => (removed ? [] : [id])))
  return new Map(
    came.flatMap(({ id, queue, chosen }) => {
      const to = chosen ? goesTo(overflow, id, queue, known) : undefined
      return to === undefined ? [] : [[id, to] as const]
    }),
  )
}

/** Who was taken in the moment they came never waited, and is told nothing. */
async function toldBy(
  db: Db,
  telling: { queues: readonly string[]; isOffer?: boolean } | undefined,
  came: readonly Came[],
  moves: Moves,
): Promise<Set<ConversationId>> {
  if (telling === undefined) return new Set()
  const isFor = (queue: QueueId) => telling.queues.length === 0 || telling.queues.includes(queue)
  const waited = came.filter(({ id, queue, at, taken }) => taken !== at && isFor(moves.get(id) ?? queue))
  const ids = waited.map(({ id }) => id)
  return mayHear(db, ids, { isOffer: telling.isOffer === true })
}

/** Those that began where it stands. */
const banneredBy = ({ banner }: Switches, came: readonly Came[]): Set<ConversationId> =>
  new Set(banner === undefined ? [] : came.flatMap(({ id, channel }) => (isOurWindow(channel) ? [id] : [])))

function present(
  { total, hours, rows }: ReturnType<typeof tally>,
  queues: readonly Queue[],
  { day, advisors }: { day: Day; advisors: number },
): SurgeTrial {
  const place = new Map<string | null, number>(queues.map(({ id }, n) => [id, n]))
  const order = (queue: string | null) => place.get(queue) ?? queues.length
  const named = new Set(rows.flatMap(({ queue, to }) => [queue, ...to.map((each) => each.queue)]))
  return {
    day: day.day,
    timeZone: day.timeZone,
    from: day.from.toISOString(),
    to: day.to.toISOString(),
    total: { ...total, advisors },
    hours,
    rows: rows.toSorted((a, b) => a.at.localeCompare(b.at) || order(a.queue) - order(b.queue)),
    queues: queues.filter(({ id }) => named.has(id)).map(({ id, name, removed }) => ({ id, name, removed })),
  }
}
