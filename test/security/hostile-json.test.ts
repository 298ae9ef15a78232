import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Visitor } from '../support/care.ts'
import { cpuDuring, type Fortress, fortress, inWords, loopDelayDuring, raw } from './support.ts'

let the: Fortress
let visitor: Visitor
beforeAll(async () => {
  the = await fortress()
  visitor = await the.visitor('Bonjour')
  await the.settle()
})
afterAll(() => the.app.stop())

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => the.send('/api/v1/chat/messages', { method: 'POST', body, headers, bearer: visitor.token })
const message = (text: string, more = ''): string => `{"id":"${newId()}","text":${JSON.stringify(text)}${more}}`
const host = () => new URL(the.app.url).host

describe('a message', () => {
  test('of 1 MB of joined emoji is too large, and says the limit', async () => {
    const answer = await post(message('\u{1F469}\u200d\u{1F469}\u200d\u{1F467}'.repeat(55_000)))
    expect(answer).toMatchObject({ status: 413, code: 'too_large' })
    expect(JSON.parse(answer.text)).toMatchObject({ limit: 262_144 })
  })
  test('of as many joined emoji as a body holds is refused by its field', async () => {
    const answer = await post(message(`\u{1F469}${'\u200d\u{1F469}'.repeat(30_000)}`))
    expect(answer).toMatchObject({ status: 400, code: 'invalid_input', faults: [{ pointer: '/body/text' }] })
  })
  test('of ten thousand code points is kept whole', async () => {
    const text = '\u{1F469}\u200d'.repeat(5_000)
    expect((await post(message(text))).status).toBe(200)
    expect((await visitor.sees()).at(-1)).toBe(`you: ${text}`)
  })
})

describe('JSON that is made to hurt', () => {
  const deep = (n: number, open: string, close: string) => `${open.repeat(n)}1${close.repeat(n)}`
  test.each([
    ['nested lists', `{"text":${deep(60_000, '[', ']')}}`],
    ['nested objects', `{"text":${deep(30_000, '{"a":', '}')}}`],
    ['a huge list', `{"attachments":[${'1,'.repeat(120_000)}1]}`],
    ['a huge list of texts', `{"attachments":[${'"x",'.repeat(60_000)}"x"]}`],
    ['many unknown fields', `{${Array.from({ length: 15_000 }, (_, n) => `"field${n}":1`).join(',')}}`],
    ['a number without end', `{"text":${'9'.repeat(200_000)}}`],
    ['a name without end', `{"${'n'.repeat(250_000)}":1}`],
    ['a key twice', '{"text":"a","text":{"b":1}}'],
    ['a list for an object', '[]'],
    ['null', 'null'],
    ['a text', '"text"'],
    ['half of it', '{"text":"a'],
    ['a comment', '{/* */"text":"a"}'],
    ['not a number', '{"text":NaN}'],
    ['a byte order mark in the middle', '{\ufeff"text":"a"}'],
    ['nothing', ''],
  ])('%s: refused, quickly, in few words', async (_, body) => {
    const spent = await cpuDuring(async () => {
      const answer = await post(body)
      expect(answer.status).toBe(400)
      expect(answer.code).toMatch(/^(invalid_input|unknown_field|invalid_json)$/)
      expect(answer.text.length).toBeLessThan(20_000)
    })
    expect(spent).toBeLessThan(250)
  })
  test('patterns made to run for ever are not even tried', async () => {
    const evil = [
      `a@${'a.'.repeat(60_000)}`,
      `${'a'.repeat(120_000)}@`,
      `"${'\\'.repeat(120_000)}@x`,
      `${'a.'.repeat(60_000)}@`,
    ]
    for (const email of evil) {
      const body = { id: newId(), brand: 'lumo', lang: 'fr', name: 'A', email, topic: 'x', message: 'x' }
      const spent = await cpuDuring(async () => {
        const answer = await the.send('/api/v1/contact-forms', { json: body })
        expect(answer).toMatchObject({ status: 400 })
        expect(answer.faults.map(({ pointer }) => pointer)).toContain('/body/email')
      })
      expect(spent).toBeLessThan(250)
    }
  })
  test('text that is hard on markdown is kept, and the others do not wait', async () => {
    const hard = [
      '['.repeat(10_000),
      '*a_'.repeat(3_300),
      '> '.repeat(5_000),
      `${'`'.repeat(4_999)}a${'`'.repeat(4_998)}`,
      '![]('.repeat(2_500),
      '<'.repeat(10_000),
      `a${' '.repeat(9_998)}a`,
    ]
    for (const text of hard) expect((await post(message(text))).status).toBe(200)
    await the.settle()
  })
})

describe('requests of another kind', () => {
  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/xml', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/json; charset=utf-16', 400],
    ['application/json\u0000', 0],
  ])('content type %s', async (type, status) => {
    if (status === 0) {
      const sent = raw(
        the.app.url,
        `POST /api/v1/chat/messages HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\0\r\nContent-Length: 2\r\n\r\n{}`,
      )
      expect(await sent.until('closed')).toMatch(/^HTTP\/1\.1 400 .*"code":"invalid_input"/s)
      return
    }
    const body = type.includes('utf-16') ? new Uint8Array(Buffer.from(message('a'), 'utf16le')) : message('a')
    expect((await post(body, { 'content-type': type })).status).toBe(status)
  })
  test('a packed body is not unpacked', async () => {
    const bomb = (await import('node:zlib')).gzipSync(Buffer.alloc(50_000_000))
    const answer = await post(new Uint8Array(bomb), { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    expect(answer).toMatchObject({ status: 400, code: 'invalid_json' })
  })
  test.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n'],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n'],
    ['a length that is no number', 'Content-Length: -1\r\n'],
    ['two hosts', 'Host: other.example\r\n'],
    ['a header on two lines', 'X-Long: a\r\n b\r\n'],
    ['a space before the colon', 'X-Long : a\r\n'],
    ['a line feed alone', 'X-A: 1\nX-B: 2\r\n'],
    ['NUL in a header', 'X-A: a\0b\r\n'],
    ['headers of 20 KB', `X-A: ${'a'.repeat(20_000)}\r\n`],
    ['a cookie of 20 KB', `Cookie: sb_staff=${'a'.repeat(20_000)}\r\n`],
    ['three thousand headers', 'X-A: 1\r\n'.repeat(3_000)],
  ])('%s: refused as a problem, or read in one way only', async (_, header) => {
    const sent = raw(
      the.app.url,
      `POST /api/v1/chat/messages HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\nConnection: close\r\n${header}\r\n{}`,
    )
    const answer = await sent.until('closed')
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer).toMatch(/"code":"(invalid_input|too_large|not_signed_in|invalid_json)"/)
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff')
  })
  test('a method in a header, a query or a form changes nothing', async () => {
    const path = '/api/v1/chat/conversation'
    for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method'])
      expect(
        (await the.send(path, { method: 'GET', headers: { [name]: 'DELETE' }, bearer: visitor.token })).status,
      ).toBe(200)
    expect((await the.send(`${path}?_method=DELETE`, { bearer: visitor.token })).status).toBe(400)
    expect((await the.send(path, { method: 'PATCH', bearer: visitor.token })).status).toBe(405)
    expect((await the.send(path, { bearer: visitor.token })).status).toBe(200)
  })
  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'BREW'])('%s is not spoken', async (method) => {
    const answer = await raw(
      the.app.url,
      `${method} /api/v1/me HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`,
    ).until('closed')
    expect(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer)).toBe(true)
  })
  test.each([
    'sb_staff=',
    'sb_staff=%',
    'sb_staff=%00; sb_staff=x',
    ';;;=;=',
    `sb_staff=${'a'.repeat(4_000)}`,
    '__proto__=1',
    'sb_staff="; path=/',
  ])('the cookie %s signs nobody in', async (cookie) => {
    expect(await the.send('/api/v1/me', { headers: { cookie } })).toMatchObject({ status: 401, code: 'not_signed_in' })
  })
  test('a line break in what is said comes back in no header', async () => {
    for (const path of [
      '/console/%0d%0aSet-Cookie:%20a=b',
      '/api/v1/nothing%0d%0aX-Evil:%201',
      '/console?x=%0d%0aX-Evil:1',
    ]) {
      const answer = await the.send(path, { session: the.admin.session })
      expect(answer.headers.get('x-evil')).toBeNull()
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
  })
})

test('signs of SQL in a search are words like others', async () => {
  const before = await the.counts()
  for (const q of [
    "' or 1=1 --",
    "'; drop table people.contact; --",
    '%_\\',
    "a' & | ! ( ) :* <-> b",
    "\\' union select 1",
    '$$x$$',
    ':*',
    "''",
    '("',
  ]) {
    for (const path of [
      '/api/v1/search',
      '/api/v1/contacts',
      '/api/v1/agents',
      '/api/v1/articles',
      '/api/v1/canned-responses',
      '/api/v1/chat/brands/lumo/answers',
    ]) {
      const answer = await the.send(`${path}?${new URLSearchParams({ q })}`, { session: the.admin.session })
      expect(answer.status, `${path} ${q} ${answer.text}`).toBe(200)
    }
  }
  expect(await the.counts()).toEqual(before)
})

test('the event loop goes on under all of it', async () => {
  const bodies = [
    `{"text":${'['.repeat(60_000)}${']'.repeat(60_000)}}`,
    `{"attachments":[${'1,'.repeat(120_000)}1]}`,
    `{${Array.from({ length: 15_000 }, (_, n) => `"field${n}":1`).join(',')}}`,
    message(`\u{1F469}${'\u200d\u{1F469}'.repeat(30_000)}`),
  ]
  const delay = await loopDelayDuring(async () => {
    for (let n = 0; n < 100; n++) await post(bodies[n % bodies.length] ?? '')
  })
  process.stdout.write(`bad input: ${inWords(delay)}\n`)
  expect(delay.p99).toBeLessThan(50)
  await the.settle()
  expect(the.logged()).not.toContain('request failed')
})
