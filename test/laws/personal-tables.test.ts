import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { startApp } from '../support/app.ts'
import { contactOf } from './arrange.ts'
import { wordless } from './wordless.ts'
import { lawWorld, must } from './world.ts'

/** Columns that name a contact by custom, whatever the module. */
const CUSTOM = ['contact_id']

interface Column {
  table: string
  column: string
}

const unregistered = (columns: readonly Column[], registered: ReadonlyMap<string, { contactColumn: string }>) =>
  columns.filter(({ table, column }) => registered.get(table)?.contactColumn !== column)

test('every table that names a contact is registered for erasure, export and merge', async () => {
  await using the = await startApp()
  const { rows } = await the.app.database.pool.query<Column>(
    `select c.table_schema || '.' || c.table_name as table, c.column_name as column
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.column_name = any($1)`,
    [CUSTOM],
  )
  const { personals } = the.app.registered
  expect(rows.length).toBeGreaterThan(3)
  expect(unregistered([...rows, { table: 'planted.row', column: 'contact_id' }], personals)).toContainEqual({
    table: 'planted.row',
    column: 'contact_id',
  })
  expect(unregistered(rows, personals)).toEqual([])
})

test('every registered table and column is there', async () => {
  await using the = await startApp()
  const { rows } = await the.app.database.pool.query<Column>(
    `select table_schema || '.' || table_name as table, column_name as column from information_schema.columns`,
  )
  const known = new Set(rows.map(({ table, column }) => `${table} ${column}`))
  for (const { table, contactColumn, key = 'id', fields, repoint } of the.app.registered.personals.values()) {
    const columns = [contactColumn, ...fields, ...(repoint ? [key] : [])]
    expect(
      columns.filter((column) => !known.has(`${table} ${column}`)),
      table,
    ).toEqual([])
  }
})

/** No words of a conversation, though a conversation's: an address somebody is reached by, a link that opens nothing. */
const NO_WORDS = new Set(['channels.way_back', 'channels.inbound', 'people.identity', 'proofs.request'])

test('whatever forgets the words of a conversation can take some of them out', async () => {
  await using the = await startApp()
  const able = [...the.app.registered.personals.values()].filter(({ forget, fields }) => forget && fields.length > 0)
  expect(able.length).toBeGreaterThan(12)
  const unable = able.filter(({ redact, table }) => redact === undefined && !NO_WORDS.has(table))
  expect(unable.map(({ table }) => table)).toEqual([])
})

const PLANTED = `create schema planted; create table planted.note (about uuid, words text)`

/** Every column of a table of ours with a type that may hold what is looked for. */
async function columnsOf({ database }: App, types: readonly string[]): Promise<Column[]> {
  const { rows } = await database.pool.query<Column>(
    `select c.table_schema || '.' || c.table_name as table, c.column_name as column
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     join pg_class k on k.relname = c.table_name and k.relnamespace = c.table_schema::regnamespace
     where t.table_type = 'BASE TABLE' and not k.relispartition and c.data_type = any($1)
       and c.table_schema not in ('pg_catalog', 'information_schema', 'public') order by 1, 2`,
    [types],
  )
  return rows
}

const nameOf = ({ table, column }: Column): string => `${table} ${column}`
const declaredIn = (app: App): Set<string> =>
  new Set(
    [...app.registered.personals.values()].flatMap(({ table, contactColumn, fields }) =>
      [contactColumn, ...fields].map((column) => `${table} ${column}`),
    ),
  )

test('every column that can hold words is declared personal, or is said to hold none of a contact’s', async () => {
  await using the = await startApp()
  await the.app.database.pool.query(PLANTED)
  const columns = (await columnsOf(the.app, ['text', 'jsonb', 'json', 'bytea', 'tsvector', 'ARRAY'])).map(nameOf)
  const declared = declaredIn(the.app)
  expect(columns.length).toBeGreaterThan(150)
  expect(columns.filter((name) => !declared.has(name) && !wordless.has(name))).toEqual(['planted.note words'])
  // What is listed and no longer there, or personal by now, is struck off.
  expect([...wordless].filter((name) => !columns.includes(name) || declared.has(name))).toEqual([])
})

/** The log and what is made of it know contacts by their ids alone, and keep them: an id of somebody erased leads to nobody. */
const BY_ID = new Set([
  'kernel.event subject',
  'kernel.event about',
  'kernel.event data',
  'kernel.event by',
  'kernel.audit data',
  'kernel.audit by',
  'kernel.idempotency caller',
  'kernel.idempotency answer',
  'kernel.search_document id',
  'conversations.read_position reader_id',
  'people.erased id',
  'people.merge into_id',
  'people.merge other_id',
  'people.merge moved',
])

test('every column that holds a contact’s id is declared', async () => {
  const world = await lawWorld()
  const { care: the } = world
  const [visitor, second, third] = await Promise.all([
    the.visitor('Bonjour'),
    the.visitor('Salut'),
    the.visitor('Allô'),
  ])
  await the.settle()
  const contacts = await Promise.all([visitor, second, third].map((one) => contactOf({ world, visitor: one })))
  const [id = '', other = '', ward = ''] = contacts
  await must(world, the.admin, 'POST /api/v1/contacts/:id/merges', { params: { id }, body: { id: newId(), other } })
  const mandate = { id: newId(), for: ward, role: 'parent', scope: 'bills', proof: 'letter', until: null }
  await must(world, the.admin, 'POST /api/v1/contacts/:id/mandates', { params: { id }, body: mandate })
  await must(world, visitor, 'PUT /api/v1/chat/read', { body: { seq: 1 } })
  await the.settle()
  const { app } = the.app
  await app.database.pool.query(PLANTED)
  await app.database.pool.query('insert into planted.note (about) values ($1)', [id])
  const found = new Set<string>()
  for (const { table, column } of await columnsOf(app, ['uuid', 'text', 'jsonb', 'ARRAY'])) {
    const text = `select from ${table} where exists (select from unnest($1::text[]) c where strpos(${column}::text, c) > 0) limit 1`
    if ((await app.database.pool.query(text, [contacts])).rowCount !== 0) found.add(`${table} ${column}`)
  }
  const declared = declaredIn(app)
  expect(found.size).toBeGreaterThan(10)
  expect([...found].filter((name) => !declared.has(name) && !BY_ID.has(name))).toEqual(['planted.note about'])
  await the.app.stop()
})
