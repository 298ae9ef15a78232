import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#kernel/access'
import { type Cast, cast } from '../../../test/support/people.ts'
import { type Known, recogniseAlongside } from './recognise-contact.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

const meet = (handle: string, more: Partial<Known> = {}) =>
  recogniseAlongside(the.app.app.context(system), { brand: the.lumo, channel: 'email', handle, ...more })

const kept = async (like: string) => {
  const { rows } = await the.app.app.database.pool.query(
    `select count(*)::int as identities, count(distinct i.contact_id)::int as contacts, count(distinct i.xmin::text)::int as transactions,
       (select count(*)::int from kernel.event e where e.name = 'contact.created' and e.subject = any(array_agg(i.contact_id))) as told
     from people.identity i join people.contact c on c.id = i.contact_id where i.handle_key like $1`,
    [like],
  )
  return rows[0]
}

test('those who are met at the same moment share a transaction, and each is a contact of their own', async () => {
  const met = await Promise.all(
    Array.from({ length: 30 }, (_, n) => meet(`crowd${n}@mail.example`, { name: ` ${n} ` })),
  )
  expect(new Set(met.map(({ contactId }) => contactId)).size).toBe(30)
  expect(met.every(({ created }) => created)).toBe(true)
  const crowd = await kept('crowd%')
  expect(crowd).toMatchObject({ identities: 30, contacts: 30, told: 30 })
  expect(crowd.transactions).toBeLessThan(10)
})

test('the same person many times among others is one contact, made and told of once', async () => {
  const met = await Promise.all(
    Array.from({ length: 20 }, (_, n) => meet(n % 2 === 0 ? 'Same@Mail.example' : `same-not${n}@mail.example`)),
  )
  const same = met.filter((_, n) => n % 2 === 0)
  expect(new Set(same.map(({ contactId }) => contactId)).size).toBe(1)
  expect(same.filter(({ created }) => created)).toHaveLength(1)
  expect(await kept('same%')).toMatchObject({ identities: 11, contacts: 11, told: 11 })
})

test('each rises to what its own channel proves, and none sinks', async () => {
  await Promise.all([meet('low@mail.example', { level: 'claimed' }), meet('high@mail.example', { level: 'channel' })])
  await Promise.all([meet('low@mail.example', { level: 'channel' }), meet('high@mail.example', { level: 'claimed' })])
  const { rows } = await the.app.app.database.pool.query(
    `select handle_key, level::text, verified_at is not null as verified from people.identity where handle_key like any('{low@%,high@%}') order by handle_key`,
  )
  expect(rows).toEqual([
    { handle_key: 'high@mail.example', level: 'channel', verified: true },
    { handle_key: 'low@mail.example', level: 'channel', verified: true },
  ])
})

test('one that cannot be kept harms no other', async () => {
  const met = await Promise.allSettled([
    meet('good-one@mail.example'),
    meet('good-bad@mail.example', { brand: 'no id' }),
    meet('good-two@mail.example'),
    meet('good-three@mail.example'),
  ])
  expect(met.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(await kept('good%')).toMatchObject({ identities: 3 })
})
