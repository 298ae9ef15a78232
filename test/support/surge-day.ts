import type { Pool } from 'pg'

export const SURGE_ADVISORS = 301

const id = (kind: string, n: string) => `('00000000-0000-7000-${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`

export interface SurgeDay {
  brand: string
  queues: readonly string[]
  /** Where its midnight is, as an instant. */
  midnight: string
  howMany: number
  /** Of the first; days of one database need their own. */
  first?: number
}

/** A day as the product would have written it; the log has ten times as much that the day has nothing to do with. */
export async function fillSurgeDay(
  pool: Pool,
  { brand, queues, midnight, howMany, first = 0 }: SurgeDay,
): Promise<void> {
  const [conversation, item] = [id('8000', 'n'), id('a000', 'n')]
  const agent = id('b000', `n % ${SURGE_ADVISORS}`)
  const client = await pool.connect()
  const all = `generate_series(${first + 1}, ${first + howMany}) n`
  const at = `($1::timestamptz + (n - ${first}) * interval '${86_000 / howMany} seconds')`
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
     from conversations.conversation where brand_id = '${brand}'`,
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
     from generate_series(0, ${SURGE_ADVISORS - 1}) n, generate_series(0, 2) k`,
    days,
  )
  for (const table of ['kernel.event', 'routing.work_item', 'routing.assignment', 'conversations.inbox_row'])
    await client.query(`analyze ${table}`)
  client.release(true)
}
