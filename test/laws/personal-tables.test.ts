import { expect, test } from 'vitest'
import { startApp } from '../support/app.ts'

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
