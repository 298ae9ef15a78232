import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '#kernel/access'
import { newId } from '#kernel/ids'
import { type Cast, cast } from '../../../test/support/people.ts'
import { eraseAgain } from './erase-contact.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

const query = async (text: string, values: unknown[] = []) => (await the.app.app.database.pool.query(text, values)).rows

/** A contact with a merged one, both full of words that must not be found again. */
async function known(word: string) {
  const amina = await the.contact(`${word}-a@mail.example`, `Amina ${word}`)
  const other = await the.contact(`${word}-b@mail.example`, `Other ${word}`)
  const params = { id: amina }
  const mandate = {
    id: newId(),
    for: other,
    role: `role ${word}`,
    scope: 'bills',
    proof: `letter ${word}`,
    until: null,
  }
  await the.ask(the.admin, 'POST /api/v1/contacts/:id/mandates', {
    params: { id: other },
    body: { ...mandate, for: amina },
  })
  const consent = { given: true, how: `said ${word}` }
  await the.ask(the.admin, 'PUT /api/v1/contacts/:id/consents/:purpose', {
    params: { id: other, purpose: 'news' },
    body: consent,
  })
  await the.ask(the.admin, 'POST /api/v1/contacts/:id/merges', { params, body: { id: newId(), other } })
  return { amina, other }
}

/** Schema and table of every row of the database that holds a word. */
async function whereIs(word: string): Promise<string[]> {
  const tables = await query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await query(`select exists (select from ${name} t where t::text ilike $1) as found`, [`%${word}%`])
    if (row.found) found.push(name)
  }
  return found
}

test('an export holds what every table knows, of the merged ones too', async () => {
  const { amina, other } = await known('exported')
  const { tables } = await the.ask(the.admin, 'GET /api/v1/contacts/:id/export', { params: { id: other } })
  expect(Object.keys(tables)).toEqual(
    expect.arrayContaining(['people.contact', 'people.identity', 'people.consent', 'people.mandate']),
  )
  expect(JSON.stringify(tables)).toContain('exported-a@mail.example')
  expect(JSON.stringify(tables)).toContain('exported-b@mail.example')
  expect(tables['people.contact']).toHaveLength(2)
  const [told] = await query(`select subject from kernel.event where name = 'contact.exported'`)
  expect(told.subject).toBe(amina)
})

test('after erasure no table holds a word of it, and the id is not found', async () => {
  const { amina, other } = await known('forgotten')
  expect(await whereIs('forgotten')).toEqual(
    expect.arrayContaining(['people.contact', 'people.identity', 'people.consent']),
  )
  await the.ask(the.admin, 'DELETE /api/v1/contacts/:id', { params: { id: amina } })
  expect(await whereIs('forgotten')).toEqual([])
  for (const id of [amina, other]) {
    expect((await the.refused(the.admin, 'GET /api/v1/contacts/:id', { params: { id } })).status).toBe(404)
  }
  expect(await query('select id from people.erased where id = any($1::uuid[])', [[amina, other]])).toHaveLength(2)
  const again = await the.refused(the.admin, 'DELETE /api/v1/contacts/:id', { params: { id: amina } })
  expect(again.status).toBe(404)
  expect(await verifyAudit(the.app.app.database.db)).toBeNull()
})

test('the erased who write again are somebody new', async () => {
  const id = await the.contact('returned@mail.example', 'Amina')
  await the.ask(the.admin, 'DELETE /api/v1/contacts/:id', { params: { id } })
  expect(await the.contact('returned@mail.example')).not.toBe(id)
})

test('after a restore they are forgotten again', async () => {
  const id = await the.contact('restored@mail.example', 'Amina restored')
  const { app } = the.app
  await app.database.transaction('system', (tx) => eraseAgain(tx, app, [id, newId()]))
  expect(await whereIs('restored')).toEqual([])
})

test('who may not erase or export finds nothing, and nothing happens', async () => {
  const id = await the.contact('kept@mail.example', 'Amina kept')
  const reader = await the.allowed(['contact.read', 'contact.edit', 'contact.merge'])
  const elsewhere = await the.allowed(['contact.read', 'contact.erase', 'contact.export'], { brand: the.vela })
  for (const who of [reader, elsewhere, null]) {
    const erased = await the.refused(who, 'DELETE /api/v1/contacts/:id', { params: { id } })
    const exported = await the.refused(who, 'GET /api/v1/contacts/:id/export', { params: { id } })
    expect([erased.status, exported.status]).toEqual(who === null ? [401, 401] : [404, 404])
  }
  expect((await the.ask(the.admin, 'GET /api/v1/contacts/:id', { params: { id } })).name).toBe('Amina kept')
})
