import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { type Cast, cast } from '../../../test/support/people.ts'
import { finishMerge } from './finish-merge.ts'
import { repointBy } from './move-rows.ts'
import { proveIdentity } from './prove-identity.ts'
import { recogniseContact } from './recognise-contact.ts'
import { stampScopes } from './stamp-scopes.ts'

/** A module of another floor with a table of its own, whose key is not called id. */
const openLetters = (app: App) =>
  app.personal({
    table: 'letters.letter',
    contactColumn: 'contact_id',
    key: 'number',
    fields: ['body'],
    retention: 'with-contact',
    repoint: repointBy('letters.letter', 'contact_id', 'number'),
    erase: async (tx, id) => {
      await tx
        .deleteFrom('letters.letter' as 'people.identity')
        .where('contact_id', '=', id)
        .execute()
    },
    export: (db, id) =>
      db
        .selectFrom('letters.letter' as 'people.identity')
        .selectAll()
        .where('contact_id', '=', id)
        .execute(),
  })

let the: Cast
beforeAll(async () => {
  the = await cast({ modules: [openLetters] })
  await the.app.app.database.pool.query(
    'create schema letters; create table letters.letter (number int primary key, contact_id uuid not null, body text)',
  )
})
afterAll(() => the.app.stop())

const query = async (text: string, values: unknown[] = []) => (await the.app.app.database.pool.query(text, values)).rows

/** Two contacts with something in every table of people, and letters. */
async function pair(name: string) {
  const amina = await the.contact(`${name}@mail.example`, 'Amina')
  const other = await the.contact(`${name}@old.example`, 'A. Haddad')
  const third = await the.contact(`${name}@third.example`, 'Karim')
  for (const id of [amina, other]) {
    const params = { id, purpose: 'newsletter' }
    await the.ask(the.admin, 'PUT /api/v1/contacts/:id/consents/:purpose', {
      params,
      body: { given: true, how: 'by mail' },
    })
    const mandate = { id: newId(), for: third, role: 'parent', scope: 'bills', proof: 'letter of 3 May', until: null }
    await the.ask(the.admin, 'POST /api/v1/contacts/:id/mandates', { params: { id }, body: mandate })
    await the.ask(the.admin, 'PUT /api/v1/contacts/:id/organisation', {
      params: { id },
      body: { organisation: `Haddad ${name}` },
    })
    await query('insert into letters.letter select coalesce(max(number), 0) + 1, $1, $2 from letters.letter', [
      id,
      `from ${id}`,
    ])
  }
  await query(
    `insert into kernel.visitor_token (id, token_hash, brand, contact_id, conversation_id, created_at, last_used_at)
     values ($1, $2, $3, $4, $1, now(), now())`,
    [newId(), Buffer.from(newId()), the.lumo, other],
  )
  await the.app.app.database.transaction('system', async (tx) => {
    await stampScopes(tx, amina, 'test', ['queue:a'])
    await stampScopes(tx, other, 'test', ['queue:a', 'queue:b'])
  })
  return { amina, other, third }
}

const merge = (into: string, other: string, id: string = newId()) =>
  the.ask(the.admin, 'POST /api/v1/contacts/:id/merges', { params: { id: into }, body: { id, other } })
const unmerge = (into: string, id: string) =>
  the.ask(the.admin, 'DELETE /api/v1/contacts/:id/merges/:merge', { params: { id: into, merge: id } })
const read = (id: string) => the.ask(the.admin, 'GET /api/v1/contacts/:id', { params: { id } })

/** Every row of every registered table, but for the counters that must only grow. */
async function everything(): Promise<Record<string, unknown[]>> {
  const tables = [...the.app.app.registered.personals.keys()].filter((table) => table !== 'kernel.audit')
  const contents = tables.map(async (table) => {
    const rows = await query(`select (to_jsonb(t) - 'rev')::text as row from ${table} t order by 1`)
    return [table, rows.map(({ row }) => row)] as const
  })
  return Object.fromEntries(await Promise.all(contents))
}

test('a merge moves everything along and keeps the old id as an alias', async () => {
  const { amina, other } = await pair('moves')
  const merged = await merge(amina, other)
  expect(merged.identities).toHaveLength(2)
  expect(merged.mandates).toHaveLength(2)
  expect(merged.merges).toMatchObject([{ contact: { id: other, name: 'A. Haddad' } }])
  expect(await read(other)).toEqual(await read(amina))
  expect(await query('select count(*)::int as n from letters.letter where contact_id = $1', [amina])).toEqual([
    { n: 2 },
  ])
  const known = { brand: the.lumo, channel: 'email', handle: 'moves@old.example' }
  const met = await the.app.app.database.transaction('system', (tx) => recogniseContact(tx, known))
  expect(met).toEqual({ contactId: amina, created: false })
  const listed = await the.ask(the.admin, 'GET /api/v1/contacts', { query: { q: 'moves@old.example' } })
  expect(listed.items.map(({ id }) => id)).toEqual([amina])
})

test('who could see the one sees both while they are one', async () => {
  const { amina, other } = await pair('seen')
  const partner = await the.allowed(['contact.read'], { brand: the.lumo, scope: 'queue:b' })
  const id = newId()
  await merge(amina, other, id)
  expect((await the.ask(partner, 'GET /api/v1/contacts/:id', { params: { id: other } })).id).toBe(amina)
  await unmerge(amina, id)
  expect((await the.refused(partner, 'GET /api/v1/contacts/:id', { params: { id: amina } })).status).toBe(404)
})

test('un-merge restores every table exactly', async () => {
  const { amina, other } = await pair('exact')
  const before = await everything()
  for (const table of [
    'people.identity',
    'people.consent',
    'people.mandate',
    'letters.letter',
    'kernel.visitor_token',
  ]) {
    expect(before[table]?.length, table).toBeGreaterThan(0)
  }
  const id = newId()
  await merge(amina, other, id)
  expect(await everything()).not.toEqual(before)
  const restored = await unmerge(amina, id)
  expect(restored.merges).toEqual([])
  expect(await everything()).toEqual(before)
  expect((await read(other)).name).toBe('A. Haddad')
})

test('a chain of merges is taken back from its end, each exactly', async () => {
  const { amina, other, third } = await pair('chain')
  const start = await everything()
  const [first, second] = [newId(), newId()]
  await merge(amina, other, first)
  const middle = await everything()
  await merge(third, amina, second)
  expect((await read(other)).id).toBe(third)

  const tooEarly = await the.refused(the.admin, 'DELETE /api/v1/contacts/:id/merges/:merge', {
    params: { id: amina, merge: first },
  })
  expect(tooEarly).toMatchObject({ status: 409, code: 'conflict' })
  await unmerge(third, second)
  expect(await everything()).toEqual(middle)
  await unmerge(amina, first)
  expect(await everything()).toEqual(start)
})

test('what came after the merge stays, and saying it twice changes nothing', async () => {
  const { amina, other } = await pair('after')
  const id = newId()
  await merge(amina, other, id)
  const once = await read(amina)
  expect(await merge(amina, other, id)).toEqual(once)
  await query('insert into letters.letter values (900, $1, $2)', [amina, 'written after the merge'])
  await unmerge(amina, id)
  const apart = await read(amina)
  expect(await unmerge(amina, id)).toEqual(apart)
  expect(await query('select contact_id from letters.letter where number = 900')).toEqual([{ contact_id: amina }])
  expect(
    await the.refused(the.admin, 'POST /api/v1/contacts/:id/merges', { params: { id: amina }, body: { id, other } }),
  ).toMatchObject({
    code: 'id_reused',
  })
})

test('what was being written during the merge is moved after it, and goes back with the rest', async () => {
  const { amina, other } = await pair('late')
  const id = newId()
  await merge(amina, other, id)
  await the.app.settle()
  await query('insert into letters.letter values (9901, $1, $2)', [other, 'begun before the merge'])
  const { app } = the.app
  for (let n = 0; n < 2; n++) await app.database.transaction('system', (tx) => finishMerge(tx, app, id))
  expect(await query('select contact_id from letters.letter where number = 9901')).toEqual([{ contact_id: amina }])
  await unmerge(amina, id)
  await app.database.transaction('system', (tx) => finishMerge(tx, app, id))
  expect(await query('select contact_id from letters.letter where number = 9901')).toEqual([{ contact_id: other }])
})

test('one is not merged into itself, nor over brands, nor by who may not', async () => {
  const { amina, other } = await pair('refused')
  const elsewhere = await the.contact('refused@mail.example', 'Amina', the.vela)
  const attempt = async (who: Parameters<Cast['refused']>[0], into: string, from: string) =>
    (
      await the.refused(who, 'POST /api/v1/contacts/:id/merges', {
        params: { id: into },
        body: { id: newId(), other: from },
      })
    ).code
  expect(await attempt(the.admin, amina, amina)).toBe('unprocessable')
  expect(await attempt(the.admin, amina, elsewhere)).toBe('unprocessable')
  expect(await attempt(the.admin, amina, newId())).toBe('not_found')
  const inVela = await the.allowed(['contact.read', 'contact.merge'], { brand: the.vela })
  expect(await attempt(inVela, amina, other)).toBe('not_found')
  expect(await attempt(inVela, elsewhere, other)).toBe('not_found')
  const reader = await the.allowed(['contact.read'])
  expect(await attempt(reader, amina, other)).toBe('not_found')
})

test('two who merge the same pair both ways at once: one wins, nobody hangs', async () => {
  const { amina, other } = await pair('both')
  const both = await Promise.allSettled([merge(amina, other), merge(other, amina)])
  const now = [await read(amina), await read(other)]
  expect(now[0]).toEqual(now[1])
  expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect(
    await query('select count(*)::int as n from people.merge where undone_at is null and other_id = any($1::uuid[])', [
      [amina, other],
    ]),
  ).toEqual([{ n: 1 }])
})

test('a code raises the level until it ends, and nothing lowers it before', async () => {
  const { amina } = await pair('proof')
  const identity = (await read(amina)).identities[0]?.id ?? ''
  const prove = (level: 'claimed' | 'channel' | 'code' | 'strong', minutes?: number) =>
    the.app.app.database.transaction('system', (tx) => {
      const until = minutes === undefined ? undefined : new Date(the.app.clock.now().getTime() + minutes * 60_000)
      return proveIdentity(tx, { identity, level, until })
    })
  const level = async () => (await read(amina)).identities.find(({ id }) => id === identity)?.level
  expect(await prove('channel')).toBe('channel')
  expect(await prove('strong', 10)).toBe('strong')
  expect(await prove('code', 30)).toBe('strong')
  expect(await prove('claimed')).toBe('strong')
  the.app.clock.advance({ minutes: 9 })
  expect(await level()).toBe('strong')
  the.app.clock.advance({ minutes: 2 })
  expect(await level()).toBe('channel')
  await expect(prove('code')).rejects.toThrow('must end')
})
