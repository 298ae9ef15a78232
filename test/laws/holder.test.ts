import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Visitor } from '../support/care.ts'
import type { Person } from '../support/people.ts'
import { ask, type LawWorld, lawWorld, must } from './world.ts'

let world: LawWorld
let advisors: Person[]
beforeAll(async () => {
  world = await lawWorld()
  advisors = [
    await world.care.person({ role: 'lead', brand: world.care.lumo }),
    await world.care.person({ role: 'lead', brand: world.care.lumo }),
  ]
})
afterAll(() => world.care.app.stop())

const CONVERSATION = '/api/v1/conversations/:id'
const steps = [
  'writes',
  'replies',
  'replies and solves',
  'replies and waits',
  'withdraws',
  'notes',
  'solves',
  'reopens',
  'snoozes',
  'unsnoozes',
  'marks as spam',
  'says it is none',
  'waits',
  'unwaits',
  'takes',
  'gives back',
  'transfers',
  'time passes',
  'comes',
  'goes',
] as const
type Step = (typeof steps)[number]
interface Move {
  step: Step
  who: number
}

async function play(visitor: Visitor, { step, who }: Move): Promise<void> {
  const actor = advisors[who] ?? world.care.admin
  const at = { params: { id: visitor.id } }
  const now = world.care.app.clock.now().getTime()
  const staff = (route: string, body?: object) => ask(world, actor, route, { ...at, ...(body && { body }) })
  const reply = (next?: string) => world.care.reply(actor, visitor.id, 'Bonjour', next === undefined ? {} : { next })
  const moves: Record<Step, () => Promise<unknown>> = {
    writes: () => ask(world, visitor, 'POST /api/v1/chat/messages', { body: { id: newId(), text: 'Encore' } }),
    replies: () => reply(),
    'replies and solves': () => reply('solve'),
    'replies and waits': () => reply('wait'),
    withdraws: async () => {
      const { messages } = await world.care.open(world.care.admin, visitor.id)
      const last = messages.findLast(({ by }) => by.kind === 'agent')
      const withdrawn = { params: { id: visitor.id, message: last?.id ?? newId() } }
      await ask(
        world,
        advisors.find(({ id }) => id === last?.by.id) ?? actor,
        `DELETE ${CONVERSATION}/messages/:message`,
        withdrawn,
      )
    },
    notes: () => staff(`POST ${CONVERSATION}/notes`, { id: newId(), text: 'a note' }),
    solves: () => staff(`PUT ${CONVERSATION}/solution`, { disposition: null }),
    reopens: () => staff(`DELETE ${CONVERSATION}/solution`),
    snoozes: () => staff(`PUT ${CONVERSATION}/snooze`, { until: new Date(now + 600_000).toISOString() }),
    unsnoozes: () => staff(`DELETE ${CONVERSATION}/snooze`),
    'marks as spam': () => staff(`PUT ${CONVERSATION}/spam`),
    'says it is none': () => staff(`DELETE ${CONVERSATION}/spam`),
    waits: () => staff(`PUT ${CONVERSATION}/pending`),
    unwaits: () => staff(`DELETE ${CONVERSATION}/pending`),
    takes: () => staff(`PUT ${CONVERSATION}/assignment`, { agent: actor.id }),
    'gives back': () => staff(`DELETE ${CONVERSATION}/assignment`),
    transfers: () =>
      staff(`PUT ${CONVERSATION}/queue`, { queue: who === 0 ? world.queues.first : world.queues.second }),
    'time passes': async () => world.care.app.clock.advance({ minutes: 11 }),
    comes: () => ask(world, actor, 'PUT /api/v1/presence', { body: { state: 'available' } }),
    goes: () => ask(world, actor, 'PUT /api/v1/presence', { body: { state: 'offline' } }),
  }
  await moves[step]()
}

interface Held {
  status: string
  holder: string
  assignee: string | null
  queue: string | null
  waiting: Date | null
  last_by: string
  last_seq: number
  seqs: number[]
  item: string | null
  item_agent: string | null
}

async function heldNow(id: string): Promise<Held> {
  const { rows } = await world.care.app.app.database.pool.query<Held>(
    `select r.status, r.holder, r.assignee_id as assignee, r.queue_id as queue, r.waiting_since as waiting, r.last_by, r.last_seq,
       (select array_agg(m.seq order by m.seq) from conversations.message m where m.conversation_id = r.conversation_id) as seqs,
       w.state as item, w.agent_id as item_agent
     from conversations.inbox_row r left join routing.work_item w using (conversation_id) where r.conversation_id = $1`,
    [id],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the conversation is gone')
  return row
}

/** What is wrong with how a conversation is held; nothing, when all is well. */
function wrongs(now: Held): string[] {
  const resting = now.status === 'pending' || now.status === 'snoozed'
  const expectedItem =
    now.status === 'solved' || now.status === 'closed' || now.status === 'spam'
      ? ['done', null]
      : now.holder === 'agent'
        ? resting
          ? ['parked']
          : ['assigned']
        : resting
          ? ['waiting', 'parked', 'done', null]
          : ['waiting']
  const rules: [boolean, string][] = [
    [['bot', 'queue', 'agent'].includes(now.holder), 'nobody holds it'],
    [(now.holder === 'agent') === (now.assignee !== null), 'holder and assignee disagree'],
    [now.holder !== 'queue' || now.status !== 'open' || now.queue !== null, 'it waits in no queue'],
    [
      now.seqs.every((seq, at) => seq === at + 1) && now.seqs.length === now.last_seq,
      `numbers have gaps: ${now.seqs} of ${now.last_seq}`,
    ],
    [
      now.last_by !== 'contact' || now.status !== 'open' || now.waiting !== null,
      'the customer spoke last and does not wait',
    ],
    [(expectedItem as (string | null)[]).includes(now.item), `the work item is ${now.item}`],
    [now.item !== 'assigned' || now.item_agent === now.assignee, 'the work item is somebody else’s'],
  ]
  return rules.flatMap(([holds, wrong]) => (holds ? [] : [`${wrong}: ${JSON.stringify({ ...now, seqs: undefined })}`]))
}

/** What the counters say, and how many rows the lists really have. */
async function counts(): Promise<[Record<string, number>, Record<string, number>]> {
  const views = [
    'all',
    'unassigned',
    'pending',
    'snoozed',
    'solved',
    'spam',
    `queue:${world.queues.first}`,
    `queue:${world.queues.second}`,
  ]
  const told = ((await must(world, world.care.admin, 'GET /api/v1/inbox/counts')) as { counts: Record<string, number> })
    .counts
  const real: Record<string, number> = {}
  for (const view of views) {
    const page = await must(world, world.care.admin, 'GET /api/v1/inbox', { query: { view, limit: '200' } })
    real[view] = (page as { items: unknown[] }).items.length
  }
  return [Object.fromEntries(views.map((view) => [view, told[view] ?? 0])), real]
}

/** A colleague writes into what somebody else has solved: it is theirs to do again. */
const answeredAgain: Move[] = [
  { step: 'replies and solves', who: 0 },
  { step: 'replies', who: 1 },
]

test('whatever people do, in whatever order, every conversation has one holder and all that hangs on it agrees', async () => {
  const move = fc.record({ step: fc.constantFrom(...steps), who: fc.constantFrom(0, 1) })
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 14 }), async (moves) => {
      const visitor = await world.care.visitor('Ma SIM est bloquée')
      await world.care.settle()
      for (const each of moves) {
        await play(visitor, each)
        await world.care.settle()
        expect(wrongs(await heldNow(visitor.id)), each.step).toEqual([])
      }
      const [told, real] = await counts()
      expect(told).toEqual(real)
    }),
    { numRuns: 12, seed: 20261122, endOnFailure: true, examples: [[answeredAgain]] },
  )
})

test('the database itself refuses a conversation without a holder, and one held by an agent nobody knows', async () => {
  const { id } = await world.care.visitor('hello')
  const { pool } = world.care.app.app.database
  const change = (set: string) =>
    pool.query(`update conversations.inbox_row set ${set} where conversation_id = $1`, [id])
  await expect(change('holder = null')).rejects.toThrow('not-null')
  await expect(change(`holder = 'nobody'`)).rejects.toThrow('check')
  await expect(change(`holder = 'agent'`)).rejects.toThrow('assignee')
})
