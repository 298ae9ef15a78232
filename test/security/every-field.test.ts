import type { TSchema } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { AnyRoute } from '#kernel/registry'
import type { Visitor } from '../support/care.ts'
import { type Fortress, fortress } from './support.ts'

/** Generated from the contracts, so that a field of tomorrow is tried as well. */
let the: Fortress
let visitor: Visitor
let before: Record<string, number>
beforeAll(async () => {
  the = await fortress({ config: { trustedProxies: ['127.0.0.1'] } })
  visitor = await the.visitor('Bonjour')
  await the.settle()
  // The first look at oneself makes a profile.
  await the.get(the.admin, 'GET /api/v1/me')
  before = await the.counts()
})
afterAll(() => the.app.stop())

const NUL = String.fromCharCode(0)
const HIGH = String.fromCharCode(0xd83d)

interface Part {
  type?: string
  properties?: Record<string, TSchema>
  anyOf?: Part[]
  maxLength?: number
  maxItems?: number
}
const partsOf = (schema: TSchema | undefined): [string, Part][] =>
  Object.entries((schema as Part | undefined)?.properties ?? {})
const kindsOf = (part: Part): string[] => (part.anyOf ?? [part]).flatMap(({ type }) => type ?? [])
const longest = (part: Part): number | undefined => (part.anyOf ?? [part]).find(({ maxLength }) => maxLength)?.maxLength

const routes = (): AnyRoute[] => [...the.app.app.registered.routes.values()]
const withBody = (): AnyRoute[] => routes().filter(({ shape }) => partsOf(shape.body).length > 0)
const withQuery = (): AnyRoute[] => routes().filter(({ shape }) => partsOf(shape.query).length > 0)
const pathOf = ({ key }: AnyRoute): string =>
  (key.split(' ')[1] ?? '').replace(/:(\w+)/g, (_, name: string) =>
    name === 'slug' ? 'lumo' : name === 'kind' ? 'reply' : newId(),
  )

let address = 1
/** Each from another address, as a trusted proxy tells it: the limits of one caller are tried elsewhere. */
function ask(route: AnyRoute, body: string, query = '') {
  const isPublic = typeof route.operation.scope === 'object'
  const known = route.operation.realm === 'visitor' ? { bearer: visitor.token } : { session: the.admin.session }
  address += 1
  return the.send(pathOf(route) + query, {
    method: route.key.split(' ')[0] ?? 'POST',
    ...(body !== '' && { body }),
    headers: {
      'x-forwarded-for': `10.9.${address >> 8}.${address & 255}`,
      'idempotency-key': newId(),
      ...(body !== '' && { 'content-type': 'application/json' }),
    },
    ...(isPublic ? {} : known),
  })
}
const isRefused = (status: number) => status >= 400 && status < 500 && status !== 429

async function everyText(value: string, what: RegExp, escaped = false) {
  let tried = 0
  for (const route of withBody()) {
    for (const [name, part] of partsOf(route.shape.body)) {
      if (!kindsOf(part).includes('string')) continue
      const body = escaped ? JSON.stringify({ [name]: 'X' }).replace('X', value) : JSON.stringify({ [name]: value })
      const answer = await ask(route, body)
      tried += 1
      expect(answer, `${route.key} ${name}`).toMatchObject({ status: 400, code: 'invalid_input' })
      expect(answer.faults, `${route.key} ${name}`).toContainEqual({
        pointer: `/body/${name}`,
        detail: expect.stringMatching(what),
      })
    }
  }
  expect(tried).toBeGreaterThan(30)
}

describe('every text field of every body', () => {
  test('refuses NUL by its name', () => everyText(`a${NUL}b`, /NUL/))
  test('refuses NUL written as an escape', () => everyText('\\u0000', /NUL/, true))
  test('refuses half a character, either half', async () => {
    await everyText(`${HIGH}a`, /lone surrogate/)
    await everyText('\\ude00', /lone surrogate/, true)
  })
  test('refuses raw bytes that are no UTF-8', async () => {
    const [route] = withBody()
    if (!route) throw new Error('there are no routes')
    for (const bytes of [[0xed, 0xa0, 0x80], [0xc0, 0x80], [0xff]]) {
      const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from(bytes), Buffer.from('"}')])
      const answer = await the.send(pathOf(route), {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'content-type': 'application/json' },
        session: the.admin.session,
      })
      expect(answer).toMatchObject({ status: 400, code: 'invalid_json' })
    }
  })
  test('counts code points, so that joined emoji are not one character without end', async () => {
    let tried = 0
    for (const route of withBody()) {
      for (const [name, part] of partsOf(route.shape.body)) {
        const most = longest(part)
        if (most === undefined) continue
        const family = `\u{1F468}${'\u200d\u{1F468}'.repeat(Math.min(most, 30_000))}`
        const answer = await ask(route, JSON.stringify({ [name]: family }))
        tried += 1
        expect(isRefused(answer.status), `${route.key} ${name} answered ${answer.status}`).toBe(true)
        const named = answer.code === 'too_large' || answer.faults.some(({ pointer }) => pointer === `/body/${name}`)
        expect(named, `${route.key} ${name}: ${answer.text.slice(0, 300)}`).toBe(true)
      }
    }
    expect(tried).toBeGreaterThan(20)
  })
})

describe('every body and query', () => {
  test('refuses a field it does not know, and names it', async () => {
    for (const route of withBody()) {
      const answer = await ask(route, '{"isAdmin":true}')
      expect(answer.faults, route.key).toContainEqual({
        pointer: '/body/isAdmin',
        detail: 'is not a field of this request',
      })
    }
    for (const route of withQuery()) {
      const answer = await ask(route, '', '?isAdmin=true')
      expect(answer.faults, route.key).toContainEqual({
        pointer: '/query/isAdmin',
        detail: 'is not a field of this request',
      })
    }
  })
  test.each(['__proto__', 'constructor', 'prototype'])('refuses %s as a field', async (name) => {
    for (const route of withBody()) {
      const answer = await ask(route, `{"${name}":{"isAdmin":true}}`)
      expect(answer, route.key).toMatchObject({ status: 400 })
      expect(
        answer.faults.map(({ pointer }) => pointer),
        route.key,
      ).toContain(`/body/${name}`)
    }
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
  })
  test('refuses names in a map that are no languages', async () => {
    for (const name of [
      { __proto__: null, fr: 'Un', constructor: 'x' },
      { fr: 'Un', 'a"b': { deep: ['x'.repeat(9)] } },
    ]) {
      const answer = await the.send('/api/v1/labels', {
        json: { id: newId(), brand: the.lumo, name, hue: 10 },
        session: the.admin.session,
      })
      expect(answer).toMatchObject({ status: 400 })
      expect(answer.faults[0]?.pointer).toMatch(/^\/body\/name\//)
    }
  })
  test('refuses a limit of a thousand million, and a number of no column', async () => {
    let lists = 0
    for (const route of withQuery()) {
      for (const [name, part] of partsOf(route.shape.query)) {
        if (!kindsOf(part).includes('integer')) continue
        lists += 1
        for (const value of ['1000000000', '1e9', '-1', '0x10', '1.5', '9007199254740993']) {
          const answer = await ask(route, '', `?${name}=${value}`)
          if (name !== 'limit' && /^1(0+|e9)$/.test(value)) continue
          expect(answer, `${route.key} ${name}=${value}`).toMatchObject({ status: 400 })
          expect(
            answer.faults.map(({ pointer }) => pointer),
            route.key,
          ).toContain(`/query/${name}`)
        }
      }
    }
    for (const route of withBody()) {
      for (const [name, part] of partsOf(route.shape.body)) {
        if (!kindsOf(part).includes('integer')) continue
        const answer = await ask(route, JSON.stringify({ [name]: 9_007_199_254_740_991 }))
        expect(
          answer.faults.map(({ pointer }) => pointer),
          `${route.key} ${name}`,
        ).toContain(`/body/${name}`)
      }
    }
    expect(lists).toBeGreaterThan(5)
  })
  test('refuses a time that is none', async () => {
    const { row } = await the.open(the.eva, visitor.id)
    for (const until of [
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:60Z',
      '2026-02-30T00:00:00Z',
      '2026-01-01T23:59:60Z',
    ]) {
      const answer = await the.send(`/api/v1/conversations/${row.id}/snooze`, {
        method: 'PUT',
        json: { until },
        session: the.eva.session,
      })
      expect(answer, until).toMatchObject({ status: 400, faults: [{ pointer: '/body/until' }] })
    }
  })
  test.each([
    '["\'; drop table people.contact; --","x"]',
    '["x"]',
    '[null,null,null]',
    '[1e400,"x","y"]',
    '{"a":1}',
    '[[[]]]',
    '["9999-99-99","nan"]',
    '["x","y","z"]',
    '["P1","never","x"]',
  ])('refuses the forged cursor %s', async (forged) => {
    const after = Buffer.from(forged).toString('base64url')
    for (const route of withQuery().filter(({ shape }) => partsOf(shape.query).some(([name]) => name === 'after'))) {
      const answer = await ask(route, '', `?after=${after}`)
      expect(answer.status, `${route.key} ${answer.text}`).toBeLessThan(500)
      if (answer.status === 400) expect(answer.faults[0]?.pointer, route.key).toBe('/query/after')
    }
  })
  test.each(['%00', '%ED%A0%80', '%', '%zz', '%FF', "'%20or%201=1--", '..%2f..%2f'])(
    'answers the path and query %s with 4xx',
    async (bad) => {
      for (const route of routes().filter(({ key }) => key.startsWith('GET'))) {
        const names = partsOf(route.shape.query).filter(([, part]) => kindsOf(part).includes('string'))
        const path = (route.key.split(' ')[1] ?? '').replace(/:\w+/g, bad)
        const answers = await Promise.all([
          the.send(path, { session: the.admin.session }),
          ...names.map(([name]) => the.send(`${pathOf(route)}?${name}=${bad}`, { session: the.admin.session })),
        ])
        for (const answer of answers) expect(answer.status, `${route.key} ${answer.text}`).toBeLessThan(500)
      }
    },
  )
})

test('nothing was stored by any of it, and nothing broke', async () => {
  await the.settle()
  expect(await the.counts()).toEqual(before)
  expect(the.logged()).not.toContain('request failed')
  expect(address).toBeGreaterThan(100)
})
