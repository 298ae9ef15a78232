import { handToAgents } from '#conversations'
import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { AgentId, BrandId, QueueId } from '#kernel/ids'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { type AgentCard, agentsByIds } from '#people'
import { oneAtATime } from './come-back.ts'
import { keeper, keptFacts } from './kept/kept.ts'
import { makeOffers, notOffered } from './offers/offer.ts'
import { type Free, type Pair, pair, type Waiting } from './pair.ts'
import { type Demand, levelOf } from './queue.ts'
import type { AssignmentFacts } from './tables.ts'
import { inLine } from './vip/place.ts'
import { orderFacts } from './vip/vip-facts.ts'
import { recordAssignments, type WorkItem } from './work-item.ts'

/** What one transaction gives: few enough to be short, enough that a crowd is served within a second. */
const AT_ONCE = 100
const ROUNDS = 20
/** How far down the line work is looked for that fits somebody. */
const LOOK_AT = 200

type Candidate = Free & AgentCard

interface Pushed extends Demand {
  id: QueueId
  /** Else only what is kept for somebody is given; the rest is taken by "next". */
  push: boolean
  brand: BrandId
  /** Null: given at once. */
  offerSeconds: number | null
}

/**
 * Gives a push queue's waiting work to whoever is free and fits, longest waiting first, never over anybody's capacity; of any queue, what
 * is kept for somebody to them.
 */
export async function pushWork(ctx: Context, { queueId }: { queueId: QueueId }): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    if (!(await ctx.transaction((tx) => pushSome(tx, queueId)))) return
  }
  runAgainAt(ctx.clock.now())
}

/**
 * Answers whether looking again may find more. One at a time in the whole operator: nobody's last slot is given twice, by whatever queue
 * and node, because what they hold is counted after everybody before has written what they gave.
 */
async function pushSome(tx: Tx, id: QueueId): Promise<boolean> {
  await oneAtATime(tx)
  const queue = await pushedQueue(tx, id)
  if (queue === undefined) return false
  const people = await freePeople(tx, queue)
  const pairs = pairAll(await waitingIn(tx, queue, people), people, queue)
  const items = await lockWaiting(
    tx,
    pairs.map(({ item }) => item.id),
  )
  const found = pairs.flatMap((one) => {
    const item = items.get(one.item.id)
    if (item === undefined) return []
    const facts = { ...factsOf(queue, one), ...orderFacts(item), ...keptFacts(item, tx.clock.now()) }
    return [{ item, person: one.agent, facts }]
  })
  if (queue.offerSeconds === null) await give(tx, found)
  else
    await makeOffers(
      tx,
      found.map(({ person, ...offer }) => ({ ...offer, agent: person.id })),
      queue.offerSeconds,
    )
  // Of what somebody else had locked, this instant, nobody knows what became of it.
  return pairs.length === AT_ONCE || items.size < pairs.length
}

interface Found {
  item: WorkItem
  person: AgentCard
  facts: AssignmentFacts
}

/** To all of them by one statement: a crowd is served together. What somebody holds by now is theirs. */
async function give(tx: Tx, offers: readonly Found[]): Promise<void> {
  if (offers.length === 0) return
  const hands = offers.map(({ item, person }) => ({ id: item.conversation_id, agent: person }))
  const handed = await handToAgents(tx, hands, 'pushed')
  const gifts = offers.map(({ item, person, facts }) => ({ item, agent: person.id, why: 'pushed', facts }))
  await recordAssignments(
    tx,
    gifts.filter(({ item }) => handed.has(item.conversation_id)),
  )
}

/** As many as one transaction gives; each knows what those before took. */
function pairAll(waiting: Waiting[], people: Candidate[], demand: Demand): Pair<Candidate>[] {
  const pairs: Pair<Candidate>[] = []
  let [left, free] = [waiting, people]
  while (pairs.length < AT_ONCE) {
    const found = pair(left, free, demand)
    if (found === undefined) break
    pairs.push(found)
    left = left.filter((one) => one !== found.item)
    free = free.map((one) => (one === found.agent ? { ...one, load: one.load + found.item.slots } : one))
  }
  return pairs
}

/** Why they: how many had room for it, how much they held, and what was asked of them. */
const factsOf = ({ skill, skillLevel, speaks }: Pushed, { item, agent, among }: Pair): AssignmentFacts => ({
  among,
  load: agent.load,
  capacity: agent.capacity,
  ...(skill !== null && { level: levelOf(agent, skill), asked: skillLevel ?? 1 }),
  ...(speaks && item.lang !== null && { lang: item.lang }),
})

async function pushedQueue(tx: Tx, id: QueueId): Promise<Pushed | undefined> {
  const { rows } = await sql<Pushed>`
    select q.id, q.brand_id as brand, q.push, q.skill, q.skill_level as "skillLevel", q.speaks, q.offer_seconds as "offerSeconds"
    from routing.queue q
    where q.id = ${id} and q.removed_at is null and (q.push or exists (
      select from routing.work_item w where w.queue_id = q.id and w.state = 'waiting' and w.kept_for is not null))`.execute(
    tx,
  )
  return rows[0]
}

/** What somebody could be given now: what is kept for who is not free holds up none behind it. */
async function waitingIn(tx: Tx, { id, push }: Pushed, people: readonly Candidate[]): Promise<Waiting[]> {
  const free = people.map((one) => one.id)
  const kept = keeper(tx.clock.now())
  const { rows } = await sql<Waiting>`
    select w.id, w.lang, w.weight as slots, w.passed, ${kept} as "keptFor" from routing.work_item w
    where w.queue_id = ${id} and w.state = 'waiting' and case when ${kept} is null then ${push} else ${kept} = any(${free}::uuid[]) end
      and ${notOffered}
    order by w.priority, ${inLine}, w.id limit ${LOOK_AT}`.execute(tx)
  return rows
}

/** Who is there for work and may take it from this queue, with what they hold now. */
async function freePeople(tx: Tx, { id, brand }: Pushed): Promise<Candidate[]> {
  const able = await whoMay(tx, 'work-item.take', { brand, scopes: [`queue:${id}`] })
  const { rows } = await sql<{ id: AgentId; capacity: number; since: Date; load: number }>`
    select p.agent_id as id, p.capacity, p.since, coalesce(held.load, 0)::int as load from routing.presence p
    left join (select agent_id, sum(weight) as load from routing.held group by agent_id) held using (agent_id)
    where p.agent_id = any(${able}::uuid[]) and p.state = 'available' and p.capacity > coalesce(held.load, 0)`.execute(
    tx,
  )
  const cards = await agentsByIds(
    tx,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ since, ...row }) => {
    const card = cards.get(row.id)
    return card?.active === true ? [{ ...card, ...row, since: since.getTime() }] : []
  })
}

/** Those of them that still wait, without waiting for whoever has one of them locked. */
async function lockWaiting(tx: Tx, ids: readonly string[]): Promise<Map<string, WorkItem>> {
  const { rows } = await sql<WorkItem>`
    select w.* from routing.work_item w where w.id = any(${[...ids]}::uuid[]) and w.state = 'waiting' and ${notOffered}
    order by w.id for update skip locked`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
