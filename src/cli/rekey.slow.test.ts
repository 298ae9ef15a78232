import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#kernel/config'
import { newId } from '#kernel/ids'
import { type Purpose, unseal } from '#kernel/seal'
import { scratchData } from '../../test/support/scratch-data.ts'
import { openShop, SECRET, type Shop } from '../../test/support/shop.ts'
import { openHere } from './open-here.ts'
import { runCommand } from './run-command.ts'

const NEW = 'the secret that comes after the first one'
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await waiting(shop)
  await pushed(shop)
}, 60_000)
afterAll(() => shop[Symbol.asyncDispose]())

/** A customer has given something by a secure form, and its system does not answer. */
async function waiting({ the, mail }: Shop): Promise<void> {
  const [id, request] = [newId(), newId()]
  const system = { endpoint: 'http://127.0.0.1:9/', allow: ['127.0.0.1:9'], secret: 'known to billing and nobody else' }
  const words = { name: { en: 'Bank account' }, recipient: { en: 'Billing' }, showsEnd: false, hours: 72 }
  const form = { id, brand: the.lumo, takes: 'iban', ...words, ...system }
  await the.get(the.admin, 'POST /api/v1/secure-forms', { body: form })
  const params = { id: mail, request }
  const body = { form: id, purpose: 'For the direct debit' }
  const eva = await the.person({ role: 'advisor', brand: the.lumo })
  await the.get(eva, 'PUT /api/v1/conversations/:id/secure-forms/:request', { params, body })
  const { messages } = await the.open(eva, mail)
  const path = new URL(/https?:\/\/\S+\/secure-form\/\S+/.exec(messages.at(-1)?.text ?? '')?.[0] ?? '').pathname
  const given = new URLSearchParams({ do: 'give', value: 'GB82 WEST 1234 5698 7654 32' }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await the.app.fetch(path, { method: 'POST', body: given, headers, redirect: 'manual' })
}

/** An advisor is told in their browser. */
async function pushed({ the }: Shop): Promise<void> {
  const eva = await the.person({ role: 'advisor', brand: the.lumo })
  const { publicKey } = await the.get(eva, 'GET /api/v1/notices/devices')
  const keys = { p256dh: publicKey, auth: 'A'.repeat(22) }
  const body = { endpoint: 'https://push.example/one-browser', keys, lang: 'en', name: 'Firefox, Linux' }
  await the.get(eva, 'PUT /api/v1/notices/devices/:id', { params: { id: newId() }, body })
}

async function type(words: readonly string[], env: Record<string, string>) {
  const said: string[] = []
  const code = await runCommand(words, { env, out: (line) => said.push(line), err: (line) => said.push(line) })
  return { code, said: said.join('\n') }
}

/** Every text of the database that one of these secrets opens, by its column. */
async function openedBy(secret: string): Promise<string[]> {
  const { pool } = shop.the.app.app.database
  const opened: string[] = []
  for (const { table, column, purpose, shape } of shop.the.app.app.registered.sealed.values()) {
    const text = shape === 'text' ? column : `jsonb_path_query(${column}, '$.*') #>> '{}'`
    const { rows } = await pool.query<{ text: string | null }>(`select ${text} as text from ${table}`)
    const open = rows.filter(({ text }) => text !== null && unseal([secret], purpose, text) !== null)
    opened.push(...open.map(() => `${table} ${column}`))
  }
  return opened.sort()
}

test('a law: everything in the database that opens is in a registered column, and each of those has something', async () => {
  const { app } = shop.the.app
  const { rows } = await app.database.pool.query<{ table: string; column: string }>(
    `select table_schema || '.' || table_name as table, column_name as column from information_schema.columns
     where data_type in ('text', 'jsonb', 'bytea', 'ARRAY') and table_schema not in ('pg_catalog', 'information_schema', 'public')`,
  )
  const found = new Set<string>()
  for (const { table, column } of rows) {
    const cells = await app.database.pool.query<{ said: string }>(
      `select distinct t.${column}::text as said from ${table} t where t.${column} is not null limit 500`,
    )
    const words = cells.rows.flatMap(({ said }) => said.match(/[A-Za-z0-9+/]{38,}={0,2}/g) ?? [])
    const purposes: Purpose[] = [
      'kept answers',
      'account secrets',
      'dkim keys',
      'mail pictures',
      'push keys',
      'form values',
      'form secrets',
    ]
    if (words.some((word) => purposes.some((purpose) => unseal([SECRET], purpose, word) !== null)))
      found.add(`${table} ${column}`)
  }
  expect(rows.length).toBeGreaterThan(150)
  expect([...found].sort()).toEqual([...app.registered.sealed.keys()].sort())
})

test('seals everything anew under the new secret while the product runs, and the old one opens nothing', async () => {
  const before = await openedBy(SECRET)
  expect(new Set(before).size).toBe(shop.the.app.app.registered.sealed.size)
  const { code, said } = await type(['rekey'], { ...shop.env, SWITCHBOARD_SECRET: `${NEW},${SECRET}` })
  expect(said).toContain(`${before.length} sealed anew, 0 were already, 0 cannot be opened`)
  expect(code).toBe(0)
  expect(await openedBy(SECRET)).toEqual([])
  expect(await openedBy(NEW)).toEqual(before)
  const again = await type(['rekey'], { ...shop.env, SWITCHBOARD_SECRET: `${NEW},${SECRET}` })
  expect(again.said).toContain(`0 sealed anew, ${before.length} were already, 0 cannot`)
}, 60_000)

test('says what no secret opens, and leaves it', async () => {
  const before = await openedBy(NEW)
  const strangers = `${'x'.repeat(40)},${'y'.repeat(40)}`
  const { code, said } = await type(['rekey'], { ...shop.env, SWITCHBOARD_SECRET: strangers })
  expect(said).toMatch(new RegExp(`0 sealed anew, 0 were already, ${before.length} cannot be opened`))
  expect(code).toBe(1)
  expect(await openedBy(NEW)).toEqual(before)
})

test('one secret is nothing to change to', async () => {
  await expect(type(['rekey'], shop.env)).rejects.toThrow(/Put a new one in front of it/)
})

test('the secret in the data folder is changed for a new one, and an interrupted change goes on', async () => {
  const dataDir = await scratchData()
  const env = { SWITCHBOARD_DATA: dataDir, SWITCHBOARD_DEMO: '0', PORT: '0' }
  const file = join(dataDir, 'secret')
  const [first = ''] = readConfig(env).secrets
  expect((await type(['rekey'], env)).code).toBe(0)
  const [second = '', ...others] = readConfig(env).secrets
  expect([second === first, others]).toEqual([false, []])
  writeFileSync(file, `${NEW}\n${second}\n`)
  expect(readConfig(env).secrets).toEqual([NEW, second])
  expect((await type(['doctor'], env)).said).toMatch(
    /warn +secret +a change of it was interrupted.*\n.*switchboard -- rekey/,
  )
  expect((await type(['rekey'], env)).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toBe(`${NEW}\n`)
  expect((await type(['doctor'], env)).said).not.toContain('interrupted')
  {
    await using _ = await openHere(readConfig(env))
    await expect(type(['rekey'], env)).rejects.toThrow(/Stop it, then run this again/)
  }
  rmSync(dataDir, { recursive: true })
}, 60_000)
