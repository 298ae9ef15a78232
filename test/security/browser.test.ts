import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { startApp } from '../support/app.ts'
import type { Visitor } from '../support/care.ts'
import { type Fortress, fortress, raw } from './support.ts'

let the: Fortress
let visitor: Visitor
beforeAll(async () => {
  the = await fortress()
  visitor = await the.visitor('Bonjour')
})
afterAll(() => the.app.stop())
const hostOf = (url: string) => new URL(url).host

describe('a page of another site', () => {
  test.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1:1',
    'http://127.0.0.1.evil.example',
    'https://[::1',
    '',
  ])('cannot write with the cookie from %j', async (origin) => {
    const before = await the.counts()
    const { row } = await the.open(the.eva, visitor.id)
    const answer = await the.send(`/api/v1/conversations/${row.id}/notes`, {
      json: { id: newId(), text: 'planted' },
      headers: { origin },
      session: the.eva.session,
    })
    expect(answer).toMatchObject({ status: 403, code: 'wrong_origin' })
    expect(await the.counts()).toEqual(before)
  })
  test('cannot write as a form does, and is told nothing by CORS', async () => {
    const { status } = await the.send('/api/v1/sessions', {
      method: 'POST',
      body: 'login=a&password=b',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
    })
    expect([403, 415]).toContain(status)
    const asked = await the.send('/api/v1/me', {
      headers: { origin: 'https://evil.example' },
      session: the.eva.session,
    })
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await the.send('/api/v1/me', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'PUT' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })
  test('no GET changes anything', async () => {
    await the.get(the.eva, 'GET /api/v1/me')
    await the.settle()
    const before = await the.counts()
    for (const { key } of the.app.app.registered.routes.values()) {
      if (!key.startsWith('GET ')) continue
      await the.send(key.slice(4).replace(/:slug/, 'lumo').replace(/:\w+/g, visitor.id), { session: the.eva.session })
    }
    expect(await the.counts()).toEqual(before)
  })
})

describe('safe headers', () => {
  test.each([
    '/api/v1/me',
    '/api/v1/nothing',
    '/nothing',
    '/openapi.json',
    '/docs',
    '/healthz',
    '/console/',
    '/console/x.js',
    '/widget.js',
    '/api/v1/chat/brands/lumo',
    '/%',
  ])('%s', async (path) => {
    const { headers } = await the.send(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors/)
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe/)
    expect(headers.get('referrer-policy')).toBeTruthy()
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('server')).toBeNull()
  })
  test('what reads PDFs of strangers fetches nothing, and runs its own code and its decoders alone', async () => {
    const [reader] = readdirSync(join(import.meta.dirname, '../../dist/console/assets')).filter((name) =>
      name.startsWith('pdf.worker'),
    )
    const { status, headers } = await the.send(`/console/assets/${reader}`)
    expect(status).toBe(200)
    const [all, scripts, ...others] = (headers.get('content-security-policy') ?? '').split('; ')
    expect([all, scripts]).toEqual(["default-src 'none'", "script-src 'wasm-unsafe-eval'"])
    expect(others.join('; ')).not.toMatch(/connect|worker|script/)
  })
  test('what is personal is kept by no cache', async () => {
    for (const [path, who] of [
      ['/api/v1/me', { session: the.eva.session }],
      [`/api/v1/conversations/${visitor.id}`, { session: the.eva.session }],
      ['/api/v1/chat/conversation', { bearer: visitor.token }],
      ['/api/v1/me', {}],
    ] as const)
      expect((await the.send(path, who)).headers.get('cache-control'), path).toMatch(/no-store|private, no-cache/)
  })
})

test('static files stay inside their folder', async () => {
  const ways = [
    '../../package.json',
    '..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    '..%5c..%5cpackage.json',
    '....//....//package.json',
    '%252e%252e%252fpackage.json',
    'assets/../../../package.json',
    '/etc/passwd.txt',
    '%2fetc%2fpasswd.txt',
    'x%00.js',
    '..;/..;/package.json',
    '%c0%ae%c0%ae/package.json',
  ]
  for (const way of ways) {
    for (const root of ['/console/', '/widget/', '/docs/']) {
      const sent = raw(
        the.app.url,
        `GET ${root}${way} HTTP/1.1\r\nHost: ${hostOf(the.app.url)}\r\nConnection: close\r\n\r\n`,
      )
      const answer = await sent.until('closed')
      expect(answer, root + way).not.toMatch(/"dependencies"|root:x:|switchboard",/)
      expect(answer, root + way).toMatch(/^HTTP\/1\.1 (4\d\d|200|308) /)
      if (answer.startsWith('HTTP/1.1 4')) expect(answer, root + way).toContain('"code":"')
    }
  }
})

describe('the demo', () => {
  test('answers loopback names alone, and nobody through a proxy', async () => {
    await using demo = await startApp({ modules: [], config: { demo: true } })
    const port = new URL(demo.url).port
    const ask = (host: string, more = '') =>
      raw(demo.url, `GET /api/v1/setup HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`).until('closed')
    for (const host of [
      'evil.example',
      `127.0.0.1.evil.example:${port}`,
      `localhost.evil.example`,
      `evil.example@127.0.0.1`,
      '0.0.0.0',
      '127.0.0.1:80:80',
      '',
      '2130706433',
      `[::ffff:127.0.0.1]:${port}`,
    ])
      expect(await ask(host), host).toMatch(/^HTTP\/1\.1 4\d\d .*"code":"(not_allowed|invalid_input)"/s)
    for (const header of [
      'X-Forwarded-For: 127.0.0.1',
      'X-Forwarded-Host: localhost',
      'Forwarded: for=127.0.0.1',
      'X-Real-IP: 127.0.0.1',
      'Via: 1.1 a',
    ])
      expect(await ask(`localhost:${port}`, `${header}\r\n`), header).toMatch(/^HTTP\/1\.1 403 /)
    expect(await ask(`localhost:${port}`)).toMatch(/^HTTP\/1\.1 200 /)
  })
})

describe('forwarded addresses', () => {
  test('are believed of nobody unless configured', async () => {
    const tries = await Promise.all(
      Array.from({ length: 25 }, (_, n) =>
        the.send('/api/v1/chat/conversations', { json: {}, headers: { 'x-forwarded-for': `10.0.0.${n}` } }),
      ),
    )
    expect(tries.some(({ status }) => status === 429)).toBe(true)
    const refused = tries.find(({ status }) => status === 429)
    expect(refused?.code).toBe('too_many_requests')
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
  test('of a trusted proxy count, the nearest one that is not trusted', async () => {
    await using app = await startApp({ config: { trustedProxies: ['127.0.0.1'] } })
    const ask = (chain: string) =>
      app
        .fetch('/api/v1/chat/conversations', { json: {}, headers: { 'x-forwarded-for': chain } })
        .then(({ status }) => status)
    const many = await Promise.all(Array.from({ length: 30 }, (_, n) => ask(`10.0.0.${n}`)))
    expect(many).not.toContain(429)
    const forged = await Promise.all(Array.from({ length: 30 }, (_, n) => ask(`10.9.9.${n}, 203.0.113.7`)))
    expect(forged).toContain(429)
  })
})

test('the description tells the limits', async () => {
  const { text } = await the.send('/openapi.json')
  const { paths } = JSON.parse(text) as {
    paths: Record<string, Record<string, { 'x-limits'?: object; description?: string }>>
  }
  const missing = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { 'x-limits': limits }]) =>
      limits === undefined ? [`${method} ${path}`] : [],
    ),
  )
  expect(missing).toEqual([])
  expect(paths['/api/v1/chat/uploads']?.post?.['x-limits']).toEqual({ requestsPerMinute: 20, bytes: 20_000_000 })
})
