import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from './database.ts'

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text).finally(() => client.end())
  return rows
}

test('a fresh database is migrated and nobody else sees it', async () => {
  const [mine, yours] = await Promise.all([freshDatabase(), freshDatabase()])
  await ask(mine.url, 'update kernel.log_head set pos = 7')
  expect(await ask(mine.url, 'select pos::int from kernel.log_head')).toEqual([{ pos: 7 }])
  expect(await ask(yours.url, 'select pos::int from kernel.log_head')).toEqual([{ pos: 0 }])
  await Promise.all([mine.drop(), yours.drop()])
})

test('it is gone after drop, also while somebody is connected', async () => {
  const mine = await freshDatabase()
  const connected = new pg.Client({ connectionString: mine.url })
  const cut = new Promise((resolve) => connected.on('error', resolve))
  await connected.connect()
  await mine.drop()
  await cut
  await expect(ask(mine.url, 'select')).rejects.toThrow('does not exist')
})
