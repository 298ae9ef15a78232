import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublic, makeSafeFetch, safeFetch } from './index.ts'

let server: Server
let here: string
let seen: { url: string | undefined; authorization: string | undefined }[] = []

const answers: Record<string, RequestListener> = {
  '/hello': (_, res) => res.end('hello'),
  '/large': (_, res) => res.end(Buffer.alloc(2000)),
  '/slow': (_, res) => void res.write('a bit'),
  '/never': () => {},
  '/to-hello': (_, res) => res.writeHead(302, { location: '/hello' }).end(),
  '/to-private': (_, res) => res.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
  '/to-other-port': (_, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  '/to-file': (_, res) => res.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/loop': (_, res) => res.writeHead(302, { location: '/loop' }).end(),
  '/to-localhost': (req, res) =>
    res.writeHead(302, { location: `http://localhost:${req.socket.localPort}/hello` }).end(),
}

beforeAll(async () => {
  server = createServer((req, res) => {
    seen.push({ url: req.url, authorization: req.headers.authorization })
    answers[req.url ?? '']?.(req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  here = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const get = (path: string, options = {}) => safeFetch(`http://${here}${path}`, { allow: [here], ...options })

describe('what may be fetched', () => {
  test('a listed host, whole', async () => {
    const answer = await get('/hello')
    expect(answer).toMatchObject({ ok: true, status: 200, url: `http://${here}/hello` })
    expect(answer.ok && answer.body.toString()).toBe('hello')
  })

  test('not the same host unlisted, nor another port of it, even while a connection to it is open', async () => {
    expect(await safeFetch(`http://${here}/hello`)).toEqual({ ok: false, reason: 'forbidden_port' })
    expect(await safeFetch('http://127.0.0.1/hello', { allow: [here] })).toEqual({
      ok: false,
      reason: 'forbidden_address',
    })
  })

  test.each([
    ['http://127.0.0.1/', 'forbidden_address'],
    ['http://2130706433/', 'forbidden_address'],
    ['http://0177.0.0.1/', 'forbidden_address'],
    ['http://0x7f.1/', 'forbidden_address'],
    ['http://10.1.2.3/', 'forbidden_address'],
    ['http://169.254.169.254/latest/meta-data', 'forbidden_address'],
    ['http://[::1]/', 'forbidden_address'],
    ['http://[::ffff:10.0.0.1]/', 'forbidden_address'],
    ['http://[64:ff9b::7f00:1]/', 'forbidden_address'],
    ['http://[fd00::1]/', 'forbidden_address'],
    ['http://[2002:7f00:1::]/', 'forbidden_address'],
    ['http://１２７.０.０.１/', 'forbidden_address'],
    ['http://localhost/', 'forbidden_address'],
    ['http://example.example:22/', 'forbidden_port'],
    ['ftp://example.example/', 'bad_url'],
    ['file:///etc/passwd', 'bad_url'],
    ['http://user:secret@example.example/', 'bad_url'],
    ['not a url', 'bad_url'],
  ])('%s: %s', async (url, reason) => {
    expect(await safeFetch(url)).toEqual({ ok: false, reason })
  })

  test.each([
    ['private', [{ address: '192.168.1.1', family: 4 }]],
    ['mapped', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    [
      'public and private',
      [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    ],
    ['nothing', []],
  ])('a name that answers %s is refused', async (_, addresses) => {
    const fetchWith = makeSafeFetch(async () => addresses)
    expect(await fetchWith('http://innocent.example/')).toEqual({ ok: false, reason: 'forbidden_address' })
  })

  test('the address that is checked is the one connected to', async () => {
    let asked = 0
    const fetchWith = makeSafeFetch(async () => [{ address: asked++ === 0 ? '192.0.2.1' : '127.0.0.1', family: 4 }])
    expect(await fetchWith('http://rebinding.example/')).toEqual({ ok: false, reason: 'forbidden_address' })
    expect(asked).toBe(1)
  })
})

describe('bounds', () => {
  test('a body over the cap', async () => {
    expect(await get('/large', { maxBytes: 1999 })).toEqual({ ok: false, reason: 'too_large' })
    expect((await get('/large', { maxBytes: 2000 })).ok).toBe(true)
  })
  test.each(['/slow', '/never'])('%s ends at the time-out', async (path) => {
    expect(await get(path, { timeoutMs: 100 })).toEqual({ ok: false, reason: 'timeout' })
  })
  test('nobody there', async () => {
    expect(await safeFetch('http://127.0.0.1:1/', { allow: ['127.0.0.1:1'] })).toMatchObject({
      ok: false,
      reason: 'unreachable',
    })
  })
})

describe('redirects', () => {
  test("are the caller's to see when not asked for", async () => {
    expect(await get('/to-hello')).toMatchObject({ ok: true, status: 302 })
  })
  test('are followed as far as said', async () => {
    expect(await get('/to-hello', { redirects: 1 })).toMatchObject({ ok: true, status: 200 })
    expect(await get('/to-hello', { redirects: 0 })).toEqual({ ok: false, reason: 'forbidden_redirect' })
    seen = []
    expect(await get('/loop', { redirects: 99 })).toEqual({ ok: false, reason: 'forbidden_redirect' })
    expect(seen).toHaveLength(4)
  })
  test.each([
    ['/to-private', 'forbidden_address'],
    ['/to-other-port', 'forbidden_port'],
    ['/to-file', 'bad_url'],
  ])('%s is refused like a first URL', async (path, reason) => {
    expect(await get(path, { redirects: 3 })).toEqual({ ok: false, reason })
  })
  test('secrets stay with the first origin', async () => {
    const local = here.replace('127.0.0.1', 'localhost')
    seen = []
    await get('/to-localhost', { redirects: 1, allow: [here, local], headers: { authorization: 'Bearer x' } })
    expect(seen).toEqual([
      { url: '/to-localhost', authorization: 'Bearer x' },
      { url: '/hello', authorization: undefined },
    ])
  })
})

test.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1::1'])('%s is public', (address) =>
  expect(isPublic(address)).toBe(true),
)
test.each([
  '0.0.0.0',
  '100.64.0.1',
  '172.31.255.255',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  'name',
])('%s is not', (address) => expect(isPublic(address)).toBe(false))
