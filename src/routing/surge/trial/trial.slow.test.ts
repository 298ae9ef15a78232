import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Shift, shift } from '../../../../test/support/shift.ts'

const HOW_MANY = 50_000
const ADVISORS = 301
const LIMIT_MS = 2_000

let desk: Shift
beforeAll(async () => {
  desk = await shift()
})
afterAll(() => desk?.care.app.stop())

const id = (kind: string, n: string) => `('00000000-0000-7000-${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`
const [conversation, item] = [id('8000', 'n'), id('a000', 'n')]
const agent = id('b000', `n % ${ADVISORS}`)

/** A day of fifty thousand, as the product would have written it; the log has ten times as much that the day has nothing to do with. */
async function fillDay(brand: string, queues: readonly string[], midnight: string): Promise<void> {
  const client = await desk.care.app.app.database.pool.connect()
  const all = `generate_series(1, ${HOW_MANY}) n`
  const at = `($1::timestamptz + n * interval '${86_000 / HOW_MANY} seconds')`
  const queue = `(array['${queues.join("','")}']::uuid[])[1 + n % ${queues.length}]`
  const event = `insert into kernel.event (at, name, brand, subject, by, data) select`
  const days = [midnight]
  await client.query('set statement_timeout = 0')
  await client.query('alter table conversations.inbox_row disable trigger user')
  await client.query(
    `insert into conversations.conversation (id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, created_at)
     select ${conversation}, '${brand}', gen_random_uuid(), 'chat.web', 'private', n::text, gen_random_uuid(), 'D-' || n, ${at} from ${all}`,
    days,
  )
  await client.query(
    `insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference, created_at,
       holder, status, last_at)
     select id, brand_id, contact_id, 'Amina', channel, visibility, reference, created_at, 'queue', 'solved', created_at
     from conversations.conversation`,
  )
  await client.query('alter table conversations.inbox_row enable trigger user')
  await client.query(
    `insert into routing.work_item (id, conversation_id, brand_id, queue_id, state, priority, since, channel)
     select ${item}, ${conversation}, '${brand}', ${queue}, 'done', 'P' || (2 + n % 3), ${at}, 'chat.web' from ${all}`,
    days,
  )
  const data = `jsonb_build_object('conversationId', ${conversation}, 'queueId', ${queue}, 'reason', 'started')`
  await client.query(`${event} ${at}, 'work-item.queued', '${brand}', ${item}, 'system', ${data} from ${all}`, days)
  await client.query(
    `insert into routing.assignment (id, work_item_id, conversation_id, queue_id, agent_id, why, waited_seconds, at, ended_at)
     select gen_random_uuid(), ${item}, ${conversation}, ${queue}, ${agent}, 'pulled', 120, ${at} + interval '2 minutes',
       ${at} + interval '8 minutes' from ${all} where n % 10 <> 0`,
    days,
  )
  await client.query(
    `${event} ${at} + interval '10 minutes', 'work-item.done', '${brand}', ${item}, 'system', '{}' from ${all}`,
    days,
  )
  await client.query(
    `${event} ${at}, 'survey.sent', '${brand}', ${conversation}, 'system', '{}' from ${all} where n % 4 = 0`,
    days,
  )
  const other = `${at} + k * interval '1 second', 'message.received', '${brand}', ${conversation}, 'system', '{}'`
  await client.query(`${event} ${other} from ${all}, generate_series(1, 10) k`, days)
  await client.query(
    `${event} $1::timestamptz + k * interval '8 hours', 'presence.changed', null, ${id('b000', 'n')}, 'system',
       jsonb_build_object('to', case k % 2 when 0 then 'available' else 'away' end)
     from generate_series(0, ${ADVISORS - 1}) n, generate_series(0, 2) k`,
    days,
  )
  for (const table of ['kernel.event', 'routing.work_item', 'routing.assignment', 'conversations.inbox_row'])
    await client.query(`analyze ${table}`)
  client.release(true)
}

test(`a day of ${HOW_MANY} conversations is tried within ${LIMIT_MS} ms`, async () => {
  const { care } = desk
  const queues = [await desk.queue('Général'), await desk.queue('Aide'), await desk.queue('Factures')]
  const [first = '', help = ''] = queues
  await fillDay(care.lumo, queues, '2026-06-08T22:00:00Z')
  const lead = await care.person({ role: 'lead', brand: care.lumo })
  const text = { fr: 'Panne' }
  const switches = {
    overflow: [{ from: first, to: help, percent: 40 }],
    massAnswer: { text, queues: [], isOffer: true },
    ...{ banner: text, surveysPaused: true },
  }
  const plan = newId()
  await care.get(lead, 'POST /api/v1/surge-plans', { body: { id: plan, brand: care.lumo, name: text, switches } })
  care.app.clock.advance({ hours: 24 })
  const later = await care.person({ role: 'lead', brand: care.lumo })
  const times: number[] = []
  for (let n = 0; n < 5; n += 1) {
    const start = performance.now()
    const trial = await care.get(later, 'GET /api/v1/surge-plans/:id/trial', {
      params: { id: plan },
      query: { day: '2026-06-09' },
    })
    times.push(performance.now() - start)
    expect(trial.total).toMatchObject({ came: HOW_MANY, bannered: HOW_MANY, surveys: HOW_MANY / 4, advisors: ADVISORS })
  }
  const median = times.toSorted((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY
  console.info(`a day of ${HOW_MANY} conversations: ${times.map(Math.round).join(', ')} ms; limit ${LIMIT_MS} ms`)
  expect(median).toBeLessThan(LIMIT_MS)
}, 120_000)
