import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '#kernel/access'
import { json } from '#kernel/db'
import { newId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { type RequestOptions, startApp, type TestApp } from '../../../test/support/app.ts'
import { api, ById, Closed, decodeCursor, encodeCursor, PageQuery, Uuid } from './index.ts'

const probeApi = api({
  'POST /api/v1/probes': {
    summary: 'Says it again.',
    body: Closed({
      text: Type.String({ minLength: 1, maxLength: 5 }),
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
      kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')])),
      tags: Type.Optional(Type.Array(Type.String({ maxLength: 3 }), { maxItems: 2 })),
      any: Type.Optional(Type.Unknown()),
    }),
    answer: Closed({ text: Type.String() }),
  },
  'GET /api/v1/probes': {
    summary: 'A list.',
    query: Closed({ ...PageQuery.properties, live: Type.Optional(Type.Boolean()) }),
    answer: Closed({ limit: Type.Integer(), live: Type.Boolean() }),
  },
  'GET /api/v1/probes/:id': {
    summary: 'One, as PostgreSQL made it.',
    params: ById,
    answer: Closed({ text: Type.String() }),
  },
  'GET /api/v1/brands/:brand/probes': {
    summary: 'Of a brand.',
    params: Closed({ brand: Uuid }),
    answer: Closed({ ok: Type.Boolean() }),
  },
  'POST /api/v1/deeds': {
    summary: 'Once.',
    body: Closed({ text: Type.String({ maxLength: 20 }) }),
    answer: Closed({ id: Uuid }),
  },
  'GET /api/v1/broken': { summary: 'Breaks its promise.', answer: Closed({ ok: Type.Boolean() }) },
  'GET /api/v1/rare': { summary: 'Twice a minute.', answer: Closed({ ok: Type.Boolean() }) },
})
const open = { permission: null, scope: { public: 'a test' }, realm: 'any' } as const
let deeds = 0

function openProbes(app: App) {
  app.permission('probe.read', 'Read probes')
  app.routes(probeApi, {
    'POST /api/v1/probes': { ...open, run: async (_ctx, { body }) => ({ text: body.text }) },
    'GET /api/v1/probes': {
      ...open,
      run: async (_ctx, { query }) => ({ limit: query.limit ?? 50, live: query.live ?? false }),
    },
    'GET /api/v1/probes/:id': { ...open, etag: true, run: async () => json(`{"text":"${'long '.repeat(600)}"}`) },
    'GET /api/v1/brands/:brand/probes': {
      permission: 'probe.read',
      scope: 'brand',
      realm: 'staff',
      run: async () => ({ ok: true }),
    },
    'POST /api/v1/deeds': {
      permission: 'probe.read',
      scope: 'rows',
      realm: 'staff',
      verb: { name: 'deed.do', idempotency: 'key' },
      run: (ctx) =>
        ctx.transaction(async () => {
          deeds += 1
          return { id: newId() }
        }),
    },
    'GET /api/v1/broken': { ...open, run: async () => json('{"ok":"no"}') },
    'GET /api/v1/rare': { ...open, rate: 2, run: async () => ({ ok: true }) },
  })
}

let app: TestApp
let key: string
let brandKey: string
const brand = newId<'brand'>()
beforeAll(async () => {
  app = await startApp({ modules: [openProbes] })
  const make = (of: string | null) =>
    app.app.database.transaction('system', (tx) => createKey(tx, { name: 'test', role: 'admin', brand: of }))
  key = (await make(null)).token
  brandKey = (await make(brand)).token
})
afterAll(() => app.stop())

const problemOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  return (await answer.json()) as {
    code: string
    detail: string
    status: number
    instance: string
    faults?: { pointer: string; detail: string }[]
  }
}

describe('bad input', () => {
  const raw = (body: BodyInit, type = 'application/json'): RequestOptions => ({
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })
  const deep = `{"text":"a","any":${'['.repeat(40)}${']'.repeat(40)}}`
  const table: [string, RequestOptions, number, string, string][] = [
    [
      'too long a text',
      { json: { text: 'abcdef' } },
      400,
      'invalid_input',
      '/body/text must have at most 5 characters',
    ],
    ['an emoji too many', { json: { text: '👍🏽'.repeat(3) } }, 400, 'invalid_input', '/body/text'],
    ['a megabyte of joined emoji', { json: { text: '👩‍👩‍👧‍👦'.repeat(40_000) } }, 413, 'too_large', ''],
    ['an unknown field', { json: { text: 'a', extra: 1 } }, 400, 'unknown_field', '/body/extra is not a field'],
    ['a prototype', raw('{"text":"a","__proto__":{"x":1}}'), 400, 'unknown_field', '/body/__proto__'],
    ['nothing', { json: {} }, 400, 'invalid_input', '/body/text is required'],
    ['no body', { method: 'POST' }, 400, 'invalid_input', '/body'],
    ['a number as text', { json: { text: 'a', count: '3' } }, 400, 'invalid_input', '/body/count'],
    ['a number over its limit', { json: { text: 'a', count: 11 } }, 400, 'invalid_input', '/body/count must be <= 10'],
    ['another kind', { json: { text: 'a', kind: 'c' } }, 400, 'invalid_input', '/body/kind must be one of a, b'],
    ['too many tags', { json: { text: 'a', tags: ['a', 'b', 'c'] } }, 400, 'invalid_input', '/body/tags'],
    ['NUL', { json: { text: 'a\u0000' } }, 400, 'invalid_input', 'NUL'],
    ['a lone surrogate', raw('{"text":"\\ud800"}'), 400, 'invalid_input', 'lone surrogate'],
    ['a lone surrogate deep down', raw('{"text":"a","any":{"b":["\\udfff"]}}'), 400, 'invalid_input', '/body/any/b/0'],
    ['depth without end', raw(deep), 400, 'invalid_input', 'deeper than 32'],
    ['half a JSON', raw('{"text":'), 400, 'invalid_json', ''],
    ['bytes that are no UTF-8', raw(Uint8Array.from([0x22, 0xff, 0x22])), 400, 'invalid_json', ''],
    ['a form', raw('text=a', 'application/x-www-form-urlencoded'), 415, 'unsupported_media', ''],
    [
      'multipart where none is taken',
      raw('--b\r\n\r\n--b--', 'multipart/form-data; boundary=b'),
      415,
      'unsupported_media',
      '',
    ],
  ]
  test.each(table)('%s', async (_name, request, status, code, words) => {
    const answer = await app.fetch('/api/v1/probes', request)
    const problem = await problemOf(answer)
    expect([answer.status, problem.code]).toEqual([status, code])
    expect(problem.detail).toContain(words)
    expect(problem.instance).toBe(answer.headers.get('x-request-id'))
  })
  test('all faults are told at once', async () => {
    const { faults } = await problemOf(await app.fetch('/api/v1/probes', { json: { text: '', count: 0, x: 1 } }))
    expect(faults?.map((fault) => fault.pointer).sort()).toEqual(['/body/count', '/body/text', '/body/x'])
  })
  test.each([
    ['limit=1e9', '/query/limit must be <= 200'],
    ['limit=0x7', '/query/limit'],
    ['limit=7&limit=8', '/query/limit'],
    ['live=yes', '/query/live'],
    ['colour=red', '/query/colour is not a field'],
  ])('the query %s', async (query, words) => {
    expect((await problemOf(await app.fetch(`/api/v1/probes?${query}`))).detail).toContain(words)
  })
  test('numbers and booleans of a query are read', async () => {
    expect(await (await app.fetch('/api/v1/probes?limit=7&live=true')).json()).toEqual({ limit: 7, live: true })
  })
  test('a cursor that is none of ours', () => {
    expect(() => decodeCursor('zzz', 1)).toThrow('/query/after')
    expect(decodeCursor(encodeCursor(['a', 1]), 2)).toEqual(['a', 1])
  })
})

describe('the door', () => {
  test('unknown addresses are 404, unknown methods 405 with what there is', async () => {
    expect((await problemOf(await app.fetch('/api/v1/nothing'))).code).toBe('not_found')
    const wrong = await app.fetch('/api/v1/probes', { method: 'DELETE' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, GET'])
  })
  test('nobody is asked to sign in; foreign and unknown brands look the same', async () => {
    expect((await problemOf(await app.fetch(`/api/v1/brands/${brand}/probes`))).code).toBe('not_signed_in')
    expect((await app.fetch(`/api/v1/brands/${brand}/probes`, { bearer: brandKey })).status).toBe(200)
    const foreign = await problemOf(await app.fetch(`/api/v1/brands/${newId()}/probes`, { bearer: brandKey }))
    const unknown = await problemOf(await app.fetch(`/api/v1/brands/${newId()}/probes`, { bearer: brandKey }))
    expect(foreign.code).toBe('not_found')
    const { rows } = await app.app.database.pool.query(`select data from kernel.audit where outcome = 'denied'`)
    expect(rows.length).toBe(2)
    expect({ ...foreign, instance: '' }).toEqual({ ...unknown, instance: '' })
  })
  test('a page of another site cannot write', async () => {
    const answer = await app.fetch('/api/v1/probes', {
      json: { text: 'a' },
      headers: { origin: 'https://evil.example' },
    })
    expect((await problemOf(answer)).code).toBe('wrong_origin')
  })
  test('a caller has so many requests a minute', async () => {
    await app.fetch('/api/v1/rare')
    await app.fetch('/api/v1/rare')
    const third = await app.fetch('/api/v1/rare')
    expect((await problemOf(third)).code).toBe('too_many_requests')
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('the answer', () => {
  const one = `/api/v1/probes/${newId()}`
  test('JSON made by PostgreSQL passes unparsed, is compressed, and is not sent twice', async () => {
    const first = await app.fetch(one, { headers: { 'accept-encoding': 'br' } })
    expect(first.headers.get('content-encoding')).toBe('br')
    const tag = first.headers.get('etag') ?? ''
    expect(((await first.json()) as { text: string }).text).toMatch(/^long /)
    const again = await app.fetch(one, { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
  test('one that breaks its contract is found here and says nothing outside', async () => {
    const problem = await problemOf(await app.fetch('/api/v1/broken'))
    expect([problem.code, problem.detail.includes('contract')]).toEqual(['internal', false])
  })
  test('headers are safe', async () => {
    const { headers } = await app.fetch('/api/v1/probes')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('strict-transport-security')).toBeNull()
  })
})

describe('Idempotency-Key', () => {
  const deed = (idempotencyKey: string, text: string) =>
    app.fetch('/api/v1/deeds', { json: { text }, bearer: key, headers: { 'idempotency-key': idempotencyKey } })
  test('must be sent', async () => {
    expect((await problemOf(await app.fetch('/api/v1/deeds', { json: { text: 'a' }, bearer: key }))).detail).toContain(
      'Idempotency-Key',
    )
  })
  test('a repeat is the same answer and no second deed', async () => {
    const before = deeds
    const first = await (await deed('same-key-1', 'a')).json()
    const second = await deed('same-key-1', 'a')
    expect([await second.json(), second.headers.get('idempotent-replay'), deeds - before]).toEqual([first, 'true', 1])
  })
  test('two at once are one deed', async () => {
    const answers = await Promise.all([deed('same-key-2', 'a'), deed('same-key-2', 'a'), deed('same-key-2', 'a')])
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id))
    expect(new Set(ids).size).toBe(1)
  })
  test('another body is refused; another caller is another key', async () => {
    await deed('same-key-3', 'a')
    expect((await problemOf(await deed('same-key-3', 'b'))).code).toBe('id_reused')
    const other = await app.fetch('/api/v1/deeds', {
      json: { text: 'b' },
      bearer: brandKey,
      headers: { 'idempotency-key': 'same-key-3' },
    })
    expect(other.status).toBe(200)
  })
})

describe('what it tells of itself', () => {
  test('the description names every route, its shapes, its rights and its errors', async () => {
    const doc = (await (await app.fetch('/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string; security: unknown[] }>>
    }
    expect(doc.openapi).toBe('3.1.0')
    const operations = Object.values(doc.paths).flatMap((path) => Object.values(path))
    expect(operations.length).toBe(app.app.registered.routes.size)
    expect(doc.paths['/api/v1/brands/{brand}/probes']?.get?.security).toEqual([{ session: [] }, { key: [] }])
  })
  test('the reader of it comes from here', async () => {
    const page = await app.fetch('/docs')
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-/)
    expect(await page.text()).not.toMatch(/https?:\/\//)
    const script = await app.fetch('/docs/reader.js')
    expect((await script.text()).length).toBeGreaterThan(1_000_000)
  })
  test('health, readiness and figures', async () => {
    expect((await app.fetch('/healthz')).status).toBe(200)
    expect(await (await app.fetch('/readyz')).json()).toEqual({
      ok: true,
      checks: { database: true, migrations: true, log: true },
    })
    expect(await (await app.fetch('/metrics')).text()).toContain('switchboard_http_seconds_count')
    expect((await app.fetch('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404)
  })
})
