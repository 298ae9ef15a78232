import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { turnableClock } from '#kernel/clock'
import { readConfig } from '#kernel/config'
import { runningEmbedded } from '#kernel/db'
import { newId } from '#kernel/ids'
import { unseal } from '#kernel/seal'
import { emptyDatabase } from '../../../test/support/database.ts'
import { contentOf } from '../../../test/support/rows.ts'
import { s3Endpoint } from '../../../test/support/s3.ts'
import { scratchData, scratchDir } from '../../../test/support/scratch-data.ts'
import { openShop, SECRET, type Shop } from '../../../test/support/shop.ts'
import { buildApp } from '../../app.ts'
import { openHere } from '../open-here.ts'
import { runCommand } from '../run-command.ts'

let shop: Shop
let folder: string
let taken: string
const scratch: string[] = []

beforeAll(async () => {
  shop = await openShop()
  folder = scratchDir()
  taken = (await type(['backup', folder], shop.env)).out
}, 60_000)
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})
/** A machine where nothing is yet: its own data folder, its own embedded database, its own attachments. */
let elsewhere: Record<string, string>
beforeEach(async () => {
  const dataDir = await scratchData()
  scratch.push(dataDir)
  elsewhere = {
    SWITCHBOARD_DATA: dataDir,
    SWITCHBOARD_SECRET: SECRET,
    SWITCHBOARD_DEMO: '0',
    PORT: '0',
    LOG_LEVEL: 'silent',
  }
})
afterEach(() => {
  for (const path of scratch.splice(0)) rmSync(path, { recursive: true, force: true })
})

async function type(words: readonly string[], env: Record<string, string>) {
  const said = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(words, { env, out: (line) => said.out.push(line), err: (line) => said.err.push(line) })
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}
async function contentIn(env: Record<string, string>) {
  await using _ = await openHere(readConfig(env))
  // Awaited here, so that the database is let go after it was read.
  return await contentOf(env.DATABASE_URL ?? runningEmbedded(env.SWITCHBOARD_DATA ?? '') ?? '')
}
const filesOf = (blobs: string) =>
  readdirSync(blobs, { recursive: true, encoding: 'utf8' })
    .filter((path) => /[0-9a-f]{64}$/.test(path))
    .map((path) => `${path} ${statSync(join(blobs, path)).size}`)
    .sort()

test('what was backed up is there on another layout, row by row and file by file, and the app starts on it', async () => {
  const before = await contentOf(shop.url)
  const { code, err } = await type(['restore', taken], elsewhere)
  expect(err).toMatch(/The file is whole and the key is right[\s\S]*MB\/s, [\d.]+ minutes per GB[\s\S]*Restored/)
  expect(code).toBe(0)
  expect(await contentIn(elsewhere)).toEqual(before)
  expect(Object.values(before).filter((said) => !said.startsWith('0 rows')).length).toBeGreaterThan(30)
  expect(filesOf(join(elsewhere.SWITCHBOARD_DATA ?? '', 'blobs'))).toEqual(filesOf(shop.blobs))

  const running = await buildApp(readConfig(elsewhere), { clock: turnableClock(shop.the.app.clock.now()) })
  await using _ = running
  const url = await running.listen({ work: false })
  const ask = (path: string) =>
    fetch(new URL(path, url), { headers: { cookie: `sb_staff=${shop.the.admin.session}`, origin: url } })
  const { messages } = (await (await ask(`/api/v1/conversations/${shop.mail}`)).json()) as {
    messages: { text: string; attachments: { id: string }[] }[]
  }
  expect(messages[0]?.text).toContain('The lamps are red')
  const file = await ask(`/api/v1/attachments/${messages[0]?.attachments[0]?.id}`)
  expect(await file.text()).toBe('all lamps red')
  // A window that was open goes on by fetching anew: places of before mean other events by now.
  const stream = await ask(`/api/v1/stream?after=${shop.live}`)
  expect(stream.status).toBe(410)
  await stream.body?.cancel()
  await running.settle()
  expect((await ask('/readyz')).status).toBe(200)
}, 60_000)

test('who asks to be forgotten after the backup does not come back', async () => {
  const { the } = shop
  const [gone, quiet] = [await the.visitor('Forget me entirely, said Zebulon'), await the.visitor('Zebulon was here')]
  await the.settle()
  const { row } = await the.open(the.admin, quiet.id)
  const known = await the.contact('known@customer.example', 'Known')
  await the.get(the.admin, 'POST /api/v1/contacts/:id/merges', {
    params: { id: known },
    body: { id: newId(), other: row.contact.id },
  })
  await the.settle()
  const file = (await type(['backup', join(folder, 'with-zebulon.backup')], shop.env)).out
  await the.get(gone, 'DELETE /api/v1/chat/conversation')
  await the.get(quiet, 'DELETE /api/v1/chat/conversation')
  await the.settle()
  const ledger = readFileSync(join(shop.blobs, 'erasures'), 'utf8')
  expect(ledger).toMatch(/^contact [0-9a-f-]{36}$/m)
  expect(ledger).toContain(`conversation ${quiet.id}\n`)
  expect(ledger).not.toMatch(/Zebulon|Known|@/)

  const { err } = await type(['restore', file, '--erasures', join(shop.blobs, 'erasures')], elsewhere)
  expect(err).toMatch(/Forgotten again[^\n]*: [1-9]\d* contacts, 1 conversations/)
  await using here = await openHere(readConfig(elsewhere))
  const { rows } = await here.database.pool.query(
    `select (select count(*) from conversations.message where text like '%Zebulon%') as words,
            (select count(*) from people.contact where name = 'Known') as known,
            (select status from conversations.inbox_row where conversation_id = $1) as status,
            (select count(*) from kernel.job where kind = 'channels.forget-again') as left`,
    [quiet.id],
  )
  expect(rows).toEqual([{ words: 0, known: 1, status: 'solved', left: 0 }])
}, 60_000)

test('the ledger is found beside the backup, too: the next backup wrote it there', async () => {
  await type(['backup', folder], shop.env)
  const linesOf = (path: string) => [...new Set(readFileSync(path, 'utf8').split('\n'))]
  const told = linesOf(join(shop.blobs, 'erasures'))
  expect(told.length).toBeGreaterThan(3)
  expect(linesOf(join(folder, 'erasures'))).toEqual(expect.arrayContaining(told))
}, 60_000)

test('under traffic it is one moment: no message without its number, no number without its message', async () => {
  const { the } = shop
  const visitors = await Promise.all(['one', 'two', 'three'].map((word) => the.visitor(`Traffic ${word}`)))
  let going = true
  const traffic = Promise.all(
    visitors.map(async (visitor) => {
      for (let n = 0; going; n++) await visitor.writes(`again ${n}`)
    }),
  )
  const file = (await type(['backup', join(folder, 'busy.backup')], shop.env)).out
  going = false
  await traffic
  await type(['restore', file], elsewhere)
  await using here = await openHere(readConfig(elsewhere))
  const { rows } = await here.database.pool.query(
    `select count(*) as torn from conversations.inbox_row r
     where r.last_seq <> (select count(*) from conversations.message m where m.conversation_id = r.conversation_id)
        or r.last_seq > 0 and not exists (select from kernel.event e where e.subject = r.conversation_id)`,
  )
  expect(rows).toEqual([{ torn: 0 }])
}, 60_000)

test('the secret is in no backup, and neither is a word of it readable', async () => {
  const bytes = readFileSync(taken)
  expect(bytes.subarray(0, 21).toString()).toBe('SWITCHBOARD BACKUP 1\n')
  for (const word of [SECRET, 'lamps', 'contact', shop.mail]) expect(bytes.includes(word)).toBe(false)
  expect(statSync(taken).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('refuses the wrong key, a changed, cut or longer file, and what is no backup, before anything is touched', async () => {
  const other = { ...elsewhere, SWITCHBOARD_SECRET: 'quite another secret'.padEnd(40, 'x') }
  await expect(type(['restore', taken], other)).rejects.toThrow(
    /locked with another secret[\s\S]*Set SWITCHBOARD_SECRET/,
  )
  const bad = join(folder, 'bad.backup')
  const damage = async (how: () => void) => {
    copyFileSync(taken, bad)
    how()
    await expect(type(['restore', bad], elsewhere)).rejects.toThrow(/is damaged[\s\S]*Nothing was changed/)
    await expect(type(['restore', bad, '--check'], elsewhere)).rejects.toThrow(/is damaged/)
  }
  const size = statSync(taken).size
  await damage(() => truncateSync(bad, size - 1))
  await damage(() => truncateSync(bad, Math.floor(size / 2)))
  await damage(() => writeFileSync(bad, Buffer.concat([readFileSync(taken), Buffer.from('more')])))
  await damage(() => {
    const bytes = readFileSync(taken)
    bytes.writeUInt8((bytes.at(-100) ?? 0) ^ 1, size - 100)
    writeFileSync(bad, bytes)
  })
  writeFileSync(bad, 'a letter to my aunt')
  await expect(type(['restore', bad], elsewhere)).rejects.toThrow(/is no backup/)
  await expect(type(['restore', join(folder, 'nowhere')], elsewhere)).rejects.toThrow(/There is no backup/)
  expect(existsSync(join(elsewhere.SWITCHBOARD_DATA ?? '', 'blobs'))).toBe(false)
  expect((await type(['restore', taken, '--check'], elsewhere)).code).toBe(0)
}, 60_000)

test('refuses a database that is not empty, and a backup of a newer release; nothing half-done stays', async () => {
  await expect(type(['restore', taken], shop.env)).rejects.toThrow(/is not empty: it holds [\s\S]*Nothing was changed/)
  const newer = await emptyDatabase()
  const env = { ...elsewhere, DATABASE_URL: newer.url }
  await type(['restore', taken], env)
  await using here = await openHere(readConfig(env))
  await here.database.pool.query(
    `insert into kernel.migration (name, checksum) values ('209901010000-kernel-later', 'x')`,
  )
  const file = (await type(['backup', join(folder, 'newer.backup')], env)).out
  await expect(type(['restore', file], elsewhere)).rejects.toThrow(/newer release[\s\S]*209901010000-kernel-later/)
  expect(await contentIn(elsewhere)).toEqual({})
  await newer.drop()
}, 60_000)

test('from a folder into a bucket: files and the ledger stand there', async () => {
  const s3 = await s3Endpoint()
  const keys = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' }
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value)
  const env = { ...elsewhere, SWITCHBOARD_BLOBS: `s3://files?region=eu-west-1&endpoint=${s3.url}` }
  expect((await type(['restore', taken], env)).code).toBe(0)
  const bytes = (key: string) => s3.objects.get(`files/${key.split(' ')[0]?.split('/').at(-1)}`)?.bytes.length
  const files = filesOf(join(shop.blobs))
  expect(files.filter((file) => bytes(file) !== undefined).length).toBeGreaterThan(0)
  const again = (await type(['backup', join(folder, 'bucket.backup')], env)).out
  elsewhere = { ...elsewhere, SWITCHBOARD_DATA: await scratchData() }
  scratch.push(elsewhere.SWITCHBOARD_DATA ?? '')
  expect((await type(['restore', again], elsewhere)).code).toBe(0)
  expect(filesOf(join(elsewhere.SWITCHBOARD_DATA ?? '', 'blobs')).length).toBe([...s3.objects.keys()].length)
  vi.unstubAllEnvs()
  await s3.close()
}, 60_000)

test('a passphrase of its own locks it, and the secret is asked for all the same', async () => {
  const words = join(folder, 'passphrase')
  writeFileSync(words, 'correct horse battery\n')
  const file = (await type(['backup', join(folder, 'words.backup'), '--passphrase-file', words], shop.env)).out
  await expect(type(['restore', file], elsewhere)).rejects.toThrow(/another passphrase/)
  const other = { ...elsewhere, SWITCHBOARD_SECRET: 'quite another secret'.padEnd(40, 'x') }
  await expect(type(['restore', file, '--passphrase-file', words], other)).rejects.toThrow(
    /sealed with another SWITCHBOARD_SECRET/,
  )
  expect((await type(['restore', file, '--passphrase-file', words], elsewhere)).code).toBe(0)
}, 60_000)

test('moves to a server and back, and what is sealed opens there', async () => {
  await type(['restore', taken], elsewhere)
  const before = await contentIn(elsewhere)
  const server = await emptyDatabase()
  expect((await type(['move', server.url], elsewhere)).err).toMatch(/Moved. The old database is as it was/)
  expect(await contentOf(server.url)).toEqual(before)
  await expect(type(['move', server.url], elsewhere)).rejects.toThrow(/is not empty/)
  const back = await scratchData()
  scratch.push(back)
  await type(['move', 'embedded'], { ...elsewhere, SWITCHBOARD_DATA: back, DATABASE_URL: server.url })
  await server.drop()
  expect(await contentIn({ ...elsewhere, SWITCHBOARD_DATA: back })).toEqual(before)
  await using here = await openHere(readConfig({ ...elsewhere, SWITCHBOARD_DATA: back }))
  const { rows } = await here.database.pool.query<{ sealed: string }>(
    `select secrets ->> 'signing' as sealed from channels.account where channel = 'custom'`,
  )
  expect(unseal([SECRET], 'account secrets', rows[0]?.sealed ?? '')).toBe('whsec of the shop')
}, 60_000)

test('moves from nowhere while Switchboard runs there', async () => {
  await expect(type(['move', 'embedded'], { ...elsewhere, DATABASE_URL: shop.url })).rejects.toThrow(/Stop every node/)
}, 30_000)
