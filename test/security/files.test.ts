import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Visitor } from '../support/care.ts'
import { type Fortress, fortress, type Refusal, raw, upload, uploadTo } from './support.ts'

let the: Fortress
let visitor: Visitor
beforeAll(async () => {
  the = await fortress()
  await fresh()
})
afterAll(() => the.app.stop())

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
const read = (answer: Refusal) =>
  JSON.parse(answer.text) as { id: string; name: string; mime: string; bytes: number; href: string }
/** A visitor may upload twenty files a minute: some tests need another one. */
const fresh = async () => {
  visitor = await the.visitor('Bonjour')
  return visitor
}

describe('what could run is only ever a download', () => {
  test.each([
    ['an SVG with script', 'photo.svg', SVG, 'image/svg+xml'],
    ['an SVG that says it is a photograph', 'photo.jpg', SVG, 'image/jpeg'],
    ['a page', 'page.html', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['a page behind white space', 'page.txt', `${' '.repeat(900)}<html><script>alert(1)</script>`, 'text/plain'],
    [
      'XML with an entity bomb',
      'a.xml',
      '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><l>&b;</l>',
      'text/xml',
    ],
    ['a GIF that is a script', 'a.gif', 'GIF89a=1;alert(1)//', 'image/gif'],
  ])('%s', async (_, name, bytes, type) => {
    const kept = await uploadTo(the, visitor, upload(name, bytes, type))
    expect(kept.status, kept.text).toBe(200)
    const answer = await the.app.fetch(read(kept).href, { bearer: visitor.token })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': expect.not.stringMatching(/html|svg|xml|javascript/),
    })
    const shown = answer.headers.get('content-type')?.startsWith('image/gif')
    if (!shown) expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
  })
})

test('a bomb is kept as it came, and nothing unpacks it', async () => {
  const bomb = gzipSync(Buffer.alloc(200_000_000), { level: 9 })
  const kept = await uploadTo(the, visitor, upload('photos.zip', bomb, 'application/zip'))
  expect(read(kept)).toMatchObject({ mime: 'application/gzip', bytes: bomb.length })
  const heap = process.memoryUsage().rss
  const answer = await the.app.fetch(read(kept).href, { bearer: visitor.token })
  expect((await answer.arrayBuffer()).byteLength).toBe(bomb.length)
  expect(process.memoryUsage().rss - heap).toBeLessThan(100_000_000)
})

describe('names are words and never paths', () => {
  test.each([
    ['../../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system32\\evil.exe', 'evil.exe'],
    ['/etc/shadow', 'shadow'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['\u2066a\u2069\u200f.pdf', 'a.pdf'],
    ['....', 'file'],
    ['a\r\nSet-Cookie: a=b.txt', null],
    ['"; filename="evil.html', null],
    [`${'long'.repeat(200)}.pdf`, null],
    ['%2e%2e%2fetc', null],
    ['con\u0000.txt', null],
  ])('%j', async (name, expected) => {
    const answer = await uploadTo(the, visitor, upload(name, 'plain text'))
    if (answer.status >= 400) {
      expect(answer.status).toBeLessThan(500)
      return
    }
    const kept = read(answer)
    if (expected !== null) expect(kept.name).toBe(expected)
    expect(kept.name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    expect([...kept.name].length).toBeLessThanOrEqual(200)
    const { headers } = await the.app.fetch(kept.href, { bearer: visitor.token })
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''[^;"\r\n]*$/,
    )
  })
})

describe('uploads that are wrong', () => {
  test('two files, no file, another field, too large, empty: refused, and no row or blob stays', async () => {
    await fresh()
    await the.settle()
    const before = await the.counts()
    const two = upload('a.txt', 'a')
    two.append('file', new Blob(['b']), 'b.txt')
    const other = new FormData()
    other.append('attachment', new Blob(['a']), 'a.txt')
    for (const [form, status] of [
      [two, [400, 413]],
      [other, [400]],
      [new FormData(), [400]],
      [upload('large.bin', Buffer.alloc(20_000_001)), [413]],
      [upload('empty.txt', ''), [422]],
      [upload('a.exe', Buffer.from([0x4d, 0x5a, 0, 1, 2, 3, 0, 9])), [415]],
    ] as const) {
      const answer = await uploadTo(the, visitor, form)
      expect(status, answer.text).toContain(answer.status)
      expect(answer.code).toMatch(/^(invalid_input|too_large|unprocessable|unsupported_media)$/)
    }
    expect(await the.counts()).toEqual(before)
  })
  test('an upload cut in the middle leaves nothing', async () => {
    await fresh()
    await the.settle()
    const before = await the.counts()
    const head = `POST /api/v1/chat/uploads?id=${newId()} HTTP/1.1\r\nHost: ${new URL(the.app.url).host}\r\nAuthorization: Bearer ${visitor.token}\r\nContent-Type: multipart/form-data; boundary=X\r\nContent-Length: 9000\r\n\r\n--X\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf`
    const sent = raw(the.app.url, head)
    const closed = sent.until('closed')
    sent.socket.end()
    await closed
    await the.settle()
    expect(await the.counts()).toEqual(before)
  })
  test('its id with other bytes is refused; another visitor cannot use it', async () => {
    await fresh()
    const id = newId()
    expect((await uploadTo(the, visitor, upload('a.txt', 'one'), id)).status).toBe(200)
    expect(await uploadTo(the, visitor, upload('a.txt', 'two'), id)).toMatchObject({ status: 409, code: 'id_reused' })
    const stranger = await the.visitor('Moi')
    expect(await uploadTo(the, stranger, upload('a.txt', 'one'), id)).toMatchObject({ status: 409, code: 'id_reused' })
    const attach = { id: newId(), text: 'x', attachments: [id] }
    const answer = await the.send('/api/v1/chat/messages', { json: attach, bearer: stranger.token })
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect((await the.send(`/api/v1/attachments/${id}`, { bearer: stranger.token })).status).toBe(404)
  })
})

test('files of other conversations and of notes do not exist for a visitor', async () => {
  await fresh()
  const stranger = await the.visitor('Autre')
  const mine = newId()
  await uploadTo(the, visitor, upload('a.txt', 'mine'), mine)
  await the.get(visitor, 'POST /api/v1/chat/messages', { body: { id: newId(), text: 'voir', attachments: [mine] } })
  const note = newId()
  const kept = await the.send(`/api/v1/uploads?id=${note}&brand=${the.lumo}`, {
    method: 'POST',
    body: upload('secret.txt', 'internal'),
    session: the.eva.session,
  })
  expect(kept.status, kept.text).toBe(200)
  await the.get(the.eva, 'POST /api/v1/conversations/:id/notes', {
    params: { id: visitor.id },
    body: { id: newId(), text: 'see file', attachments: [note] },
  })
  const unknown = await the.send(`/api/v1/attachments/${newId()}`, { bearer: visitor.token })
  for (const [id, token] of [
    [mine, stranger.token],
    [note, visitor.token],
    [note, stranger.token],
  ]) {
    const answer = await the.send(`/api/v1/attachments/${id}`, { bearer: token })
    expect(answer).toMatchObject({ status: 404, code: unknown.code, detail: unknown.detail })
  }
  expect((await the.send(`/api/v1/attachments/${note}`)).status).toBe(401)
  expect((await the.send(`/api/v1/attachments/${mine}`, { bearer: visitor.token })).status).toBe(200)
})

describe('what belongs to another conversation', () => {
  test('a message to it, a reply under its id, a look at it: refused and unchanged', async () => {
    await fresh()
    const stranger = await the.visitor('Autre')
    const id = await stranger.writes('secret')
    const again = await the.send('/api/v1/chat/messages', { json: { id, text: 'stolen' }, bearer: visitor.token })
    expect([200, 409], again.text).toContain(again.status)
    expect(await stranger.sees()).toEqual(['you: Autre', 'you: secret'])
    const noor = await the.person({ role: 'advisor', brand: the.vela })
    for (const [path, method, json] of [
      [`/api/v1/conversations/${stranger.id}/messages`, 'POST', { id: newId(), text: 'x', seenSeq: 2 }],
      [`/api/v1/conversations/${stranger.id}/notes`, 'POST', { id: newId(), text: 'x' }],
      [`/api/v1/conversations/${stranger.id}/drafts/reply`, 'PUT', { text: 'x' }],
      [`/api/v1/conversations/${stranger.id}/read`, 'PUT', { seq: 1 }],
      [`/api/v1/conversations/${stranger.id}/solution`, 'PUT', { disposition: null }],
    ] as const) {
      const answer = await the.send(path, { method, json, session: noor.session })
      expect(answer, path).toMatchObject({ status: 404, code: 'not_found' })
      expect((await the.send(path, { method, json, bearer: visitor.token })).status, path).toBeGreaterThanOrEqual(401)
    }
    expect(await stranger.sees()).toEqual(['you: Autre', 'you: secret'])
  })
  test('a message id with another text is refused, and the first one stays', async () => {
    await fresh()
    const id = await visitor.writes('first')
    const again = await the.send('/api/v1/chat/messages', { json: { id, text: 'second' }, bearer: visitor.token })
    expect(again, again.text).toMatchObject({ status: 409, code: 'id_reused' })
    expect((await visitor.sees()).at(-1)).toBe('you: first')
  })
  test('a conversation that is begun again with other words is refused, and the first ones stay', async () => {
    const begin = {
      id: newId(),
      token: `sbv_${newId()}`,
      brand: 'lumo',
      lang: 'fr',
      message: { id: newId(), text: 'first' },
    }
    const ask = (text: string) =>
      the.send('/api/v1/chat/conversations', { json: { ...begin, message: { ...begin.message, text } } })
    expect((await ask('first')).status).toBe(200)
    expect(await ask('second')).toMatchObject({ status: 409, code: 'id_reused' })
    const { messages } = await the.get(begin, 'GET /api/v1/chat/conversation')
    expect(messages.map(({ text }) => text)).toEqual(['first'])
  })
  test('an Idempotency-Key with another body is refused', async () => {
    const key = newId()
    const make = (name: string) =>
      the.send('/api/v1/keys', {
        json: { name, role: 'advisor', brand: null },
        headers: { 'idempotency-key': key },
        session: the.admin.session,
      })
    const first = await make('one')
    expect(first.status, first.text).toBe(200)
    expect(await make('two')).toMatchObject({ status: 409, code: 'id_reused' })
    expect((await make('one')).text).toBe(first.text)
  })
})
