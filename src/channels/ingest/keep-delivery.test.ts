import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#kernel/access'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../test/support/care.ts'
import { type Outside, openOutside } from '../../../test/support/outside.ts'
import { keepDelivery } from './keep-delivery.ts'

let the: Care
let outside: Outside
const accounts = ['one', 'two', 'three'].map((name) => ({ id: newId<'account'>(), name }))

beforeAll(async () => {
  the = await care()
  outside = await openOutside()
  for (const { id, name } of accounts) {
    const secrets = [{ name: 'signing', value: 'a signing secret of this test' }]
    const body = {
      id,
      brand: the.lumo,
      channel: 'custom',
      name,
      settings: { url: outside.url },
      secrets,
      allow: [outside.host],
    }
    await the.get(the.admin, 'POST /api/v1/accounts', { body })
  }
})
afterAll(async () => {
  await the.app.stop()
  await outside[Symbol.asyncDispose]()
})

const idOf = (n: number): string => accounts[n % accounts.length]?.id ?? ''
const keep = (account: string, key: string, body = bodyOf(key), headers: Record<string, string> = {}) =>
  keepDelivery(the.app.app.context(system), account, key, {
    method: 'POST',
    path: '/',
    headers,
    body: Buffer.from(body),
  })

/** What the custom channel reads as one message in a thread of its own. */
const bodyOf = (key: string): string =>
  JSON.stringify({
    events: [
      {
        type: 'message',
        id: key,
        thread: key,
        at: the.app.clock.now().toISOString(),
        from: { id: key, name: 'Amina' },
        text: `text of ${key}`,
      },
    ],
  })

const kept = async (like: string) => {
  const { rows } = await the.app.app.database.pool.query(
    `select account_id as account, key, xmin::text as in_one, parsed_at is not null as read from channels.delivery where key like $1 order by seq`,
    [like],
  )
  return rows
}
const waitingJobs = async () => {
  const { rows } = await the.app.app.database.pool.query(
    `select key, lane, payload from kernel.job where kind = 'channels.parse-account' and leased_until is null order by key`,
  )
  return rows
}

test('what comes at the same moment is kept together, each once and in the order of its account, with one job an account', async () => {
  const keys = Array.from({ length: 40 }, (_, n) => `many ${n}`)
  const first = await Promise.all([...keys, ...keys].map((key, n) => keep(idOf(n % keys.length), key)))
  expect(first.map(({ repeat }) => repeat)).toEqual([...keys.map(() => false), ...keys.map(() => true)])
  const rows = await kept('many %')
  for (const { id } of accounts) {
    expect(rows.filter(({ account }) => account === id).map(({ key }) => key)).toEqual(
      keys.filter((_, n) => idOf(n) === id),
    )
  }
  expect(new Set(rows.map(({ in_one }) => in_one)).size).toBeLessThan(20)
  expect(await waitingJobs()).toEqual(
    accounts
      .map(({ id }) => ({ key: id, lane: `parse:${id}`, payload: { accountId: id } }))
      .sort((a, b) => a.key.localeCompare(b.key)),
  )
  await the.settle()
})

test('what comes while an account is being read has a job of its own', async () => {
  const [{ id } = { id: '' }] = accounts
  await keep(id, 'while 1')
  const { pool } = the.app.app.database
  await pool.query(`update kernel.job set leased_until = clock_timestamp() + interval '1 hour', leased_by = $1`, [
    newId(),
  ])
  await keep(id, 'while 2')
  expect((await waitingJobs()).map(({ key }) => key)).toEqual([id])
  await pool.query(`update kernel.job set leased_until = '-infinity' where leased_until is not null`)
  await the.settle()
  expect((await kept('while %')).map(({ read }) => read)).toEqual([true, true])
})

test('one that cannot be kept is refused alone; a large one is kept as it came', async () => {
  const [{ id } = { id: '' }] = accounts
  const large = 'x'.repeat(200_000)
  const all = await Promise.allSettled([
    keep(id, 'mixed 1'),
    keep(id, 'mixed bad', bodyOf('mixed bad'), { 'mail-from': 'a\u0000b' }),
    keep(id, 'mixed large', large),
    keep(id, 'mixed 2'),
  ])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect((await kept('mixed %')).map(({ key }) => key).sort()).toEqual(['mixed 1', 'mixed 2', 'mixed large'])
  const { rows } = await the.app.app.database.pool.query(`select body from channels.delivery where key = 'mixed large'`)
  expect(rows[0]?.body.toString()).toBe(large)
  await the.app.app.database.pool.query(`delete from channels.delivery where key = 'mixed large'`)
  await the.settle()
})

test('everything that waits is read, however much it is', async () => {
  const [{ id } = { id: '' }] = accounts
  const keys = Array.from({ length: 120 }, (_, n) => `lots ${n}`)
  await Promise.all(keys.map((key) => keep(id, key)))
  await the.settle()
  expect((await kept('lots %')).every(({ read }) => read)).toBe(true)
  const { rows } = await the.app.app.database.pool.query(
    `select m.external_id as key from conversations.message m where m.account_id = $1 and m.external_id like 'lots %'`,
    [id],
  )
  expect(rows).toHaveLength(120)
})
