import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { deflateRawSync } from 'node:zlib'
import Fastify from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { turnableClock } from '#kernel/clock'
import { type Database, openDatabase, sql } from '#kernel/db'
import { type BrandId, newId } from '#kernel/ids'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { type S3Endpoint, s3Endpoint } from '../../../test/support/s3.ts'
import {
  type Blobs,
  blobOf,
  blobsOf,
  cleanName,
  contentDisposition,
  folderStore,
  openBlobs,
  releaseBlobs,
  s3Store,
  sendBlob,
  useBlob,
} from './index.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const clock = turnableClock(new Date())
const brand: BrandId = newId()
const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  Buffer.from([0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0]),
  Buffer.alloc(60),
])
/** The heads of films and recordings: what they are, and which tracks they name. */
const webm = (...codecs: string[]): Buffer =>
  Buffer.concat([Buffer.from('1a45dfa3874282847765626d', 'hex'), Buffer.from(codecs.join('\0'))])
const mp4 = (...handlers: string[]): Buffer =>
  Buffer.concat([
    Buffer.from('0000001866747970', 'hex'),
    Buffer.from('isom\0\0\0\0isomiso2'),
    ...handlers.map((handler) => Buffer.from(`\0\0\0\x20hdlr\0\0\0\0\0\0\0\0${handler}`)),
  ])

let fresh: FreshDatabase
let database: Database
let s3: S3Endpoint
let root: string
let blobs: Blobs

beforeAll(async () => {
  fresh = await freshDatabase()
  database = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock, log })
  s3 = await s3Endpoint()
})
afterAll(async () => {
  await s3.close()
  await database.close()
  await fresh.drop()
})
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'blobs-'))
  await sql`truncate kernel.blob, kernel.blob_use`.execute(database.db)
})
afterEach(() => rm(root, { recursive: true, force: true }))

const bytesOf = (content: string | Buffer) => Readable.from([Buffer.from(content)])
const put = (content: string | Buffer, options = {}) =>
  blobs.put(bytesOf(content), { brand, name: 'file.txt', ...options })
const owner = () => ({ kind: 'message', id: newId() })
const use = (key: string, who: { kind: string; id: string }, name = 'file.txt') =>
  database.transaction('system', (tx) => useBlob(tx, { key, brand, owner: who, name }))
const stored = async () =>
  (await sql<{ key: string }>`select key from kernel.blob`.execute(database.db)).rows.map((row) => row.key)

const stores = {
  folder: () => folderStore(root),
  s3: () => {
    s3.objects.clear()
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }
    return s3Store({ bucket: 'files', endpoint: s3.url, region: 'eu-west-1', spool: root, credentials })
  },
}
const open = (store: keyof typeof stores) => {
  const config = { blobs: { kind: 'folder', path: root } as const, dataDir: root, secrets: ['secret'] }
  blobs = openBlobs({ config, database, clock, store: stores[store]() })
}

describe.each(['folder', 's3'] as const)('in a %s', (store) => {
  beforeEach(() => open(store))

  test('what is put is read, whole or from a byte to a byte', async () => {
    const { key, bytes, mime } = await put('hello world')
    expect({ bytes, mime }).toEqual({ bytes: 11, mime: 'text/plain' })
    expect((await buffer(await blobs.read(key))).toString()).toBe('hello world')
    expect((await buffer(await blobs.read(key, { from: 6, to: 10 }))).toString()).toBe('world')
  })

  test('the same file is kept once in a brand; another brand has a key of its own', async () => {
    const first = await put('same')
    expect((await put('same')).key).toBe(first.key)
    expect((await put('same', { brand: newId() })).key).not.toBe(first.key)
    expect(await stored()).toHaveLength(2)
    expect(first.key).toMatch(/^[0-9a-f]{64}$/)
  })

  test('who was forgotten is kept beside the bytes, and no sweep takes it', async () => {
    const [contact, conversation] = [
      { kind: 'contact', id: newId() },
      { kind: 'conversation', id: newId() },
    ] as const
    await blobs.ledger.add([contact])
    await blobs.ledger.add([conversation, contact])
    clock.advance({ hours: 25 })
    await blobs.sweep()
    const told = await Array.fromAsync(blobs.ledger.read())
    expect(new Set(told.map(({ kind, id }) => `${kind} ${id}`))).toEqual(
      new Set([`contact ${contact.id}`, `conversation ${conversation.id}`]),
    )
  })

  test('unused for a day it is gone, bytes and row; used it stays', async () => {
    const lost = await put('lost')
    const kept = await put('kept')
    const who = owner()
    await use(kept.key, who)
    clock.advance({ hours: 23 })
    await blobs.sweep()
    expect(await stored()).toHaveLength(2)
    clock.advance({ hours: 2 })
    await blobs.sweep()
    expect(await stored()).toEqual([kept.key])
    await expect(blobs.read(lost.key).then(buffer)).rejects.toThrow()
    await database.transaction('system', (tx) => releaseBlobs(tx, who))
    clock.advance({ hours: 25 })
    await blobs.sweep()
    expect(await stored()).toEqual([])
    await expect(blobs.read(kept.key).then(buffer)).rejects.toThrow()
  })

  test('bytes without a row are swept after a day', async () => {
    const { key } = await put('orphan')
    await sql`truncate kernel.blob, kernel.blob_use`.execute(database.db)
    clock.set(new Date())
    await blobs.sweep()
    expect((await buffer(await blobs.read(key))).toString()).toBe('orphan')
    clock.advance({ hours: 25 })
    await blobs.sweep()
    await expect(blobs.read(key).then(buffer)).rejects.toThrow()
  })
})

describe('putting', () => {
  beforeEach(() => open('folder'))
  const left = async () =>
    (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

  test('a cut upload leaves nothing', async () => {
    const cut = async function* () {
      yield Buffer.from('half of ')
      throw new Error('connection lost')
    }
    await expect(blobs.put(cut(), { brand, name: 'x' })).rejects.toThrow('connection lost')
    expect(await left()).toEqual([])
    expect(await stored()).toEqual([])
  })

  test('one that is too large, empty or not taken leaves nothing', async () => {
    await expect(put('12345', { maxBytes: 4 })).rejects.toMatchObject({ code: 'too_large' })
    await expect(put('')).rejects.toMatchObject({ code: 'unprocessable' })
    await expect(put('text', { allow: ['image'] })).rejects.toMatchObject({ code: 'unsupported_media' })
    await expect(put(Buffer.from('7f454c460201010000000000', 'hex'))).rejects.toMatchObject({
      code: 'unsupported_media',
    })
    expect(await left()).toEqual([])
  })

  test('an upload of a process that died is swept', async () => {
    await put('x')
    await writeFile(join(root, 'spool', 'dead'), 'x')
    await utimes(join(root, 'spool', 'dead'), new Date(0), new Date(0))
    await blobs.sweep()
    expect(await readdir(join(root, 'spool'))).toEqual([])
  })

  test.each([
    ['a picture, with its size', PNG, 'image/png', { mime: 'image/png', class: 'image', width: 3, height: 2 }],
    [
      'SVG with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'image/png',
      { mime: 'application/octet-stream', class: 'markup' },
    ],
    [
      'a page called text',
      '  hello <b>x</b><script>alert(1)</script>',
      'text/plain',
      { mime: 'application/octet-stream', class: 'markup' },
    ],
    ['text called a picture', 'just text', 'image/png', { mime: 'text/plain', class: 'text' }],
    ['a PDF', '%PDF-1.7\n%abc', 'text/html', { mime: 'application/pdf', class: 'document' }],
    ['a voice note as browsers record it', webm('A_OPUS'), 'video/webm', { mime: 'audio/webm', class: 'audio' }],
    ['a film called a voice note', webm('V_VP9', 'A_OPUS'), 'audio/webm', { mime: 'video/webm', class: 'video' }],
    ['a voice note of a phone', mp4('soun'), 'video/mp4', { mime: 'audio/mp4', class: 'audio' }],
    ['a film of a phone', mp4('vide', 'soun'), 'audio/mp4', { mime: 'video/mp4', class: 'video' }],
    [
      'a zip bomb, not opened',
      Buffer.concat([Buffer.from('504b0304', 'hex'), deflateRawSync(Buffer.alloc(5_000_000))]),
      'application/zip',
      { mime: 'application/zip', class: 'archive' },
    ],
    [
      'a picture of 60,000 × 60,000',
      Buffer.concat([PNG.subarray(0, 16), Buffer.from([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]), PNG.subarray(24)]),
      'image/png',
      { mime: 'application/octet-stream', width: null },
    ],
    [
      'a GIF',
      Buffer.from('47494638396105000700800000ffffff00000021f90400000000002c00000000', 'hex'),
      undefined,
      { mime: 'image/gif', width: 5, height: 7 },
    ],
  ])('%s', async (_, content, declared, expected) => {
    expect(await put(content, { declared })).toMatchObject(expected)
  })
})

describe('owners', () => {
  beforeEach(() => open('folder'))

  test('a file is reached through its owner only; a key of another brand is unknown', async () => {
    const { key } = await put('mine')
    const [mine, other] = [owner(), owner()]
    const id = await use(key, mine, '../../etc/pass\u202ewd.txt')
    expect(await use(key, mine)).toBe(id)
    expect(await blobOf(database.db, mine, id)).toMatchObject({ key, name: 'file.txt', bytes: 4, owner: mine })
    expect(await blobOf(database.db, other, id)).toBeNull()
    expect(await blobsOf(database.db, 'message', [mine.id, other.id])).toHaveLength(1)
    const foreign = database.transaction('system', (tx) =>
      useBlob(tx, { key, brand: newId(), owner: other, name: 'x' }),
    )
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
  })

  test('as long as one owner holds it, it stays', async () => {
    const { key } = await put('shared')
    const [one, two] = [owner(), owner()]
    await use(key, one)
    await use(key, two)
    await database.transaction('system', (tx) => releaseBlobs(tx, one))
    clock.advance({ hours: 25 })
    await blobs.sweep()
    expect(await stored()).toEqual([key])
  })
})

describe('sending', () => {
  beforeEach(() => open('folder'))

  async function sent(content: string | Buffer, name: string, headers: Record<string, string> = {}) {
    const { key } = await put(content)
    const who = owner()
    await use(key, who, name)
    const [file] = await blobsOf(database.db, 'message', [who.id])
    const server = Fastify()
    server.get('/', async (request, reply) => file && sendBlob(reply, blobs, file, { range: request.headers.range }))
    const answer = await server.inject({ url: '/', headers })
    await server.close()
    return answer
  }

  test('a picture is shown, anything else saved; nothing can run', async () => {
    const picture = await sent(PNG, 'cat.png')
    expect(picture.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `inline; filename="cat.png"; filename*=UTF-8''cat.png`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    expect(picture.rawPayload).toEqual(PNG)
    const page = await sent('<html><script>alert(1)</script>', 'page.html')
    expect(page.headers['content-type']).toBe('application/octet-stream')
    expect(page.headers['content-disposition']).toMatch(/^attachment;/)
    expect((await sent('%PDF-1.7\n', 'bill.pdf')).headers['content-disposition']).toMatch(/^attachment;/)
  })

  test.each([
    ['bytes=0-4', 206, 'hello', 'bytes 0-4/11'],
    ['bytes=6-', 206, 'world', 'bytes 6-10/11'],
    ['bytes=-5', 206, 'world', 'bytes 6-10/11'],
    ['bytes=6-99', 206, 'world', 'bytes 6-10/11'],
    ['bytes=11-', 416, '', 'bytes */11'],
    ['bytes=0-1,3-4', 200, 'hello world', undefined],
    ['lines=1', 200, 'hello world', undefined],
  ])('range %s', async (range, status, body, contentRange) => {
    const answer = await sent('hello world', 'a.txt', { range })
    expect([answer.statusCode, answer.body, answer.headers['content-range']]).toEqual([status, body, contentRange])
  })
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\a\\photo.jpg', 'photo.jpg'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\0b\r\nc.txt', 'abc.txt'],
  ['...', 'file'],
  ['', 'file'],
  ['<x>:"|?*.png', '_x______.png'],
  ['فاتورة.pdf', 'فاتورة.pdf'],
  [`${'é'.repeat(300)}.jpeg`, `${'é'.repeat(195)}.jpeg`],
])('the name %j becomes %j', (name, clean) => expect(cleanName(name)).toBe(clean))

test('a name in a header is one header', () => {
  expect(contentDisposition('attachment', `fa"ct\\ur;é'(1).pdf`)).toBe(
    `attachment; filename="fa_ct_ur_e'(1).pdf"; filename*=UTF-8''fa%22ct%5Cur%3B%C3%A9%27%281%29.pdf`,
  )
})
