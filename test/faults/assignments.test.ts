import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { until, untilReady } from './harness/cell.ts'
import { openLedger } from './harness/ledger.ts'
import { openScene, type Scene } from './harness/scene.ts'
import { roundsOf, timeoutMs } from './harness/sizes.ts'
import { deliver } from './harness/writers/outside.ts'

const KILLS = roundsOf(3, 12)
const AT_ONCE = 20
const SLOTS = 10
/** What comes from outside takes two slots: each has room for five, and some are full. */
const ADVISORS = Math.ceil(((KILLS + 1) * AT_ONCE) / 5)

/** A queue that gives what comes to whoever has room, and people who have. */
async function shiftOf({ ask, hook }: Scene): Promise<string[]> {
  const { items } = await ask<{ items: { id: string; brand: string }[] }>('/api/v1/accounts')
  const brand = items.find(({ id }) => id === hook.account)?.brand ?? ''
  const { items: queues } = await ask<{ items: { id: string; brand: string; name: object }[] }>('/api/v1/queues')
  const first = queues.find((queue) => queue.brand === brand)
  const values = { name: { en: 'All' }, push: true }
  if (first === undefined) await ask('/api/v1/queues', { id: newId(), brand, ...values })
  else await ask(`/api/v1/queues/${first.id}`, values, 'PUT')
  const agents = Array.from({ length: ADVISORS }, () => newId())
  for (const id of agents) {
    const face = { name: `Advisor ${id.slice(-4)}`, publicName: 'Eva', login: `${id}@staff.example`, languages: ['en'] }
    const roles = [{ role: 'advisor', brand, scope: '*' }]
    await ask('/api/v1/agents', { id, ...face, skills: [], partner: null, teams: [], roles, active: true })
    await ask(`/api/v1/agents/${id}/capacity`, { slots: SLOTS }, 'PUT')
  }
  return agents
}

/** Their screens are there, also after the app was away. */
const present = ({ ask }: Scene, agents: readonly string[]) =>
  Promise.all(agents.map((id) => ask(`/api/v1/agents/${id}/presence`, { state: 'available' }, 'PUT')))

interface Found extends Record<string, unknown> {
  items: number
  assigned: number
  /** Whose holder, work and open assignment do not tell the same. */
  torn: number
  /** Given to two, or twice. */
  twice: number
  most: number
}

const found = async ({ books }: Scene): Promise<Found> => {
  const [row] = await books.ask<Found>(`
    select count(*)::int as items, count(*) filter (where w.state = 'assigned')::int as assigned,
      count(*) filter (where (w.state = 'assigned') <> (r.holder = 'agent') or w.agent_id is distinct from r.assignee_id
        or w.agent_id is distinct from (select a.agent_id from routing.assignment a where a.work_item_id = w.id and a.ended_at is null))::int as torn,
      count(*) filter (where (select count(*) from routing.assignment a where a.work_item_id = w.id) > 1)::int as twice,
      (select coalesce(max(held), 0)::int from (select sum(weight) as held from routing.held group by agent_id) h) as most
    from routing.work_item w join conversations.inbox_row r using (conversation_id)`)
  return row ?? { items: 0, assigned: 0, torn: 0, twice: 0, most: 0 }
}

test(
  'the app is killed while it gives work: everybody has somebody, nobody more than they have room for, nothing is given twice or stuck',
  async () => {
    await using scene = await openScene({ viewers: 1 })
    const agents = await shiftOf(scene)
    const ledger = openLedger()
    const crowd = () => Promise.all(Array.from({ length: AT_ONCE }, () => deliver(scene.hook, [ledger.next(newId())])))
    await present(scene, agents)
    for (let kill = 0; kill < KILLS; kill++) {
      const writing = crowd()
      await pause(100 + Math.random() * 400)
      const killed = performance.now()
      await scene.cell.kill()
      await scene.cell.start()
      await untilReady(scene.url, killed)
      await present(scene, agents)
      await writing
    }
    await crowd()
    const all = (KILLS + 1) * AT_ONCE
    await until(async () => (await found(scene)).assigned >= all, 60_000)
    const { items, assigned, torn, twice, most } = await found(scene)
    console.log(
      `    ${items} conversations, ${KILLS} kills, ${assigned} given, at most ${most} of ${SLOTS} slots taken`,
    )
    expect({ items, assigned, torn, twice }).toEqual({ items: all, assigned: all, torn: 0, twice: 0 })
    expect(most).toBeLessThanOrEqual(SLOTS)
  },
  timeoutMs,
)
