import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#kernel/access'
import { idFrom, newId } from '#kernel/ids'
import { beginnings } from '../../test/support/beginning.ts'
import { type Cast, cast } from '../../test/support/people.ts'
import { find, findBefore } from './find-before.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
  begin = beginnings(the, account)
})
afterAll(() => the.app.stop())

const account = newId<'account'>()
let begin: ReturnType<typeof beginnings>
const context = () => the.app.app.context(system)

const kept = async (like: string) => {
  const { rows } = await the.app.app.database.pool.query(
    `select c.thread_key as thread, c.reference, r.last_text as text, r.holder, m.seq, m.external_id as ref, c.xmin::text as in_one,
       array(select e.name from kernel.event e where e.subject = c.id order by e.seq) as told
     from conversations.conversation c join conversations.inbox_row r on r.conversation_id = c.id
     left join conversations.message m on m.conversation_id = c.id where c.thread_key like $1 order by c.thread_key`,
    [like],
  )
  return rows
}

test('conversations that begin at the same moment share a transaction; each has its row, its message and its events in order', async () => {
  const threads = Array.from({ length: 30 }, (_, n) => `many ${String(n).padStart(2, '0')}`)
  const begun = await Promise.all(threads.map((thread) => begin(thread)))
  expect(begun.map(({ created }) => created)).toEqual(threads.map(() => true))
  expect(begun.map(({ conversationId }) => conversationId)).toEqual(threads.map((thread) => idFrom(thread)))
  const rows = await kept('many%')
  expect(rows.map(({ reference }) => reference)).toEqual(begun.map(({ reference }) => reference))
  expect(rows.map(({ in_one: _, reference: __, ...row }) => row)).toEqual(
    threads.map((thread) => ({
      thread,
      text: `about ${thread}`,
      holder: 'queue',
      seq: 1,
      ref: `${thread}@mail`,
      told: ['conversation.started', 'message.received'],
    })),
  )
  expect(new Set(rows.map((row) => row.in_one)).size).toBeLessThan(10)
})

test('a thread that was there already changes nothing, and its reference is told again', async () => {
  const first = await begin('twice')
  const all = await Promise.all([begin('twice'), begin('twice, the other'), begin('twice')])
  expect(all[0]).toEqual({ ...first, created: false })
  expect(all[1]?.created).toBe(true)
  expect(all[2]).toEqual({ ...first, created: false })
  expect((await kept('twice')).map(({ told }) => told)).toEqual([['conversation.started', 'message.received']])
})

test('one that cannot begin harms no other', async () => {
  await begin('taken')
  const all = await Promise.allSettled([
    begin('fine 1'),
    begin('fine 2'),
    begin('not fine', { externalId: 'taken@mail' }),
    begin('fine 3'),
  ])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect((await kept('fine%')).map(({ thread }) => thread)).toEqual(['fine 1', 'fine 2', 'fine 3'])
  expect(await kept('not fine')).toEqual([])
})

test('what arrives together is looked up together, each for itself: the nearest answer first, then the thread', async () => {
  await Promise.all(['look a', 'look b', 'look c'].map((thread) => begin(thread)))
  const look = (ref: string, id: string, answers: string[] = []) =>
    findBefore(context(), { account, ref, thread: { id, answers } })
  const found = await Promise.all([
    look('look a@mail', 'none'),
    look('new 1', 'look b'),
    look('new 2', 'look b', ['nobody@mail', 'look c@mail', 'look a@mail']),
    look('new 3', 'none', ['nobody@mail']),
  ])
  expect(found.map(({ received }) => received)).toEqual([
    { conversationId: idFrom('look a'), messageId: idFrom('look a first') },
    null,
    null,
    null,
  ])
  expect(found.map(({ thread }) => thread?.conversationId ?? null)).toEqual([
    null,
    idFrom('look b'),
    idFrom('look c'),
    null,
  ])
  expect(found[1]?.thread).toMatchObject({ status: 'open', holder: 'queue', channel: 'email', side: null })
})

test('is looked up by index alone, though the plan was made when nothing was there', async () => {
  const client = await the.app.app.database.express.connect()
  const asked = [[account], ['plan 7@mail'], ['plan 8'], ['["plan 9@mail","plan 10@mail"]']]
  try {
    await find.run(client, asked)
    await the.app.app.database.pool.query(
      `with c as (
         insert into conversations.conversation (id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, created_at)
         select gen_random_uuid(), $1, $2, 'email', 'private', 'plan ' || n, gen_random_uuid(), 'PLAN-' || n, now() from generate_series(1, 3000) n
         returning *), r as (
         insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference, created_at, holder, last_at)
         select id, brand_id, contact_id, 'Amina', channel, visibility, reference, created_at, 'queue', created_at from c)
       insert into conversations.message (conversation_id, id, seq, account_id, external_id, by_kind, visibility, text, html, baked_by, at, received_at)
       select id, gen_random_uuid(), 1, account_id, thread_key || '@mail', 'contact', 'private', '', '', 0, now(), now() from c`,
      [the.lumo, account],
    )
    const literals = `array['${account}'::uuid], array['plan 7@mail'], array['plan 8'], array['["plan 9@mail","plan 10@mail"]']`
    const { rows } = await client.query(`explain (analyze, buffers, format json) execute "${find.name}"(${literals})`)
    const [{ Plan: plan }] = rows[0]['QUERY PLAN']
    expect(plan['Actual Rows']).toBe(1)
    expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(100)
  } finally {
    client.release()
  }
})
