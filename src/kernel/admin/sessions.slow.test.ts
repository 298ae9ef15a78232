import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeAccess, makeOneTimeToken, saveCredential, setPassword, setRoles, verifyAudit } from '#kernel/access'
import { type AgentId, newId } from '#kernel/ids'
import { startApp, type TestApp } from '../../../test/support/app.ts'

const password = 'correct horse battery'
let app: TestApp
let eva: AgentId
let login: string

const inTx = <T>(work: Parameters<TestApp['app']['database']['transaction']>[1]) =>
  app.app.database.transaction('system', work) as Promise<T>
const signIn = (name: string, secret: string, headers: Record<string, string> = {}) =>
  app.fetch('/api/v1/sessions', { json: { login: name, password: secret }, headers })
const cookiesOf = (answer: Response) =>
  new Map(
    answer.headers
      .getSetCookie()
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).split(';')[0] ?? '']),
  )
const sessionOf = async (name = login, secret = password) => cookiesOf(await signIn(name, secret)).get('sb_staff') ?? ''
const statusWith = async (session: string) => (await app.fetch('/api/v1/sessions', { session })).status
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

beforeAll(async () => {
  app = await startApp({ modules: [] })
})
afterAll(() => app.stop())
beforeEach(async () => {
  eva = newId<'agent'>()
  login = `eva-${eva}@nimbus.example`
  await inTx(async (tx) => {
    await saveCredential(tx, { agentId: eva, login, name: 'Eva' })
    await setPassword(tx, eva, password)
    await setRoles(tx, eva, [{ role: 'admin', brand: null }])
  })
  app.clock.advance({ hours: 100 })
})

describe('signing in', () => {
  test('sets a cookie out of reach of scripts and other sites', async () => {
    const answer = await signIn(`  ${login.toUpperCase()}`, password)
    expect(await answer.json()).toMatchObject({ agent: { id: eva, name: 'Eva' } })
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('sb_staff='))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })
  test('a wrong password and an unknown name look the same', async () => {
    const wrong = await (await signIn(login, 'wrong password')).json()
    const unknown = await (await signIn('nobody@nimbus.example', 'wrong password')).json()
    expect({ ...(wrong as object), instance: '' }).toEqual({ ...(unknown as object), instance: '' })
    expect(wrong).toMatchObject({ status: 401, code: 'wrong_credentials' })
  })
  test('a stranger who tries on is slowed down; the owner’s own browser is not; waiting helps', async () => {
    const device = cookiesOf(await signIn(login, password)).get('sb_device') ?? ''
    for (let tries = 0; tries < 6; tries++) await signIn(login, `guess number ${tries}`)
    expect(await codeOf(await signIn(login, password))).toBe('too_many_requests')
    expect((await signIn(login, password, { cookie: `sb_device=${device}` })).status).toBe(200)
    app.clock.advance({ hours: 1 })
    expect((await signIn(login, password)).status).toBe(200)
  })
  test('guesses sent all at once are counted, too', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => signIn(login, `guess number ${n}`)))
    expect(answers.filter((answer) => answer.status === 401).length).toBeLessThan(12)
  })
})

describe('a session', () => {
  test('ends when one signs out', async () => {
    const session = await sessionOf()
    expect(await statusWith(session)).toBe(200)
    expect((await app.fetch('/api/v1/sessions/current', { method: 'DELETE', session })).status).toBe(204)
    expect(await statusWith(session)).toBe(401)
  })
  test('ends after nine idle hours, and after twelve in any case', async () => {
    const [idle, busy] = [await sessionOf(), await sessionOf()]
    app.clock.advance({ hours: 8 })
    expect(await statusWith(busy)).toBe(200)
    app.clock.advance({ hours: 2 })
    expect([await statusWith(idle), await statusWith(busy)]).toEqual([401, 200])
    app.clock.advance({ hours: 3 })
    expect(await statusWith(busy)).toBe(401)
  })
  test('can be ended from another device; a foreign one looks unknown', async () => {
    const [here, there] = [await sessionOf(), await sessionOf()]
    const { items } = (await (await app.fetch('/api/v1/sessions', { session: here })).json()) as {
      items: { id: string; current: boolean }[]
    }
    const other = items.find((item) => !item.current)
    expect((await app.fetch(`/api/v1/sessions/${other?.id}`, { method: 'DELETE', session: here })).status).toBe(204)
    expect([await statusWith(here), await statusWith(there)]).toEqual([200, 401])
    expect((await app.fetch(`/api/v1/sessions/${newId()}`, { method: 'DELETE', session: here })).status).toBe(404)
  })
  test('ends when access is closed, the password changed elsewhere, or all are ended', async () => {
    const first = await sessionOf()
    const second = await sessionOf()
    const change = { current: password, password: 'another good sentence' }
    expect((await app.fetch('/api/v1/password', { method: 'PUT', json: change, session: first })).status).toBe(204)
    expect([await statusWith(first), await statusWith(second)]).toEqual([200, 401])
    await inTx((tx) => closeAccess(tx, eva))
    expect(await statusWith(first)).toBe(401)
    expect(await codeOf(await signIn(login, 'another good sentence'))).toBe('wrong_credentials')
  })
  test('cannot be used by a page of another site', async () => {
    const session = await sessionOf()
    const foreign = { origin: 'https://evil.example' }
    expect(await codeOf(await app.fetch('/api/v1/sessions', { method: 'DELETE', session, headers: foreign }))).toBe(
      'wrong_origin',
    )
    const form = { method: 'PUT', session, headers: { 'content-type': 'text/plain' }, body: '{}' }
    expect(await codeOf(await app.fetch('/api/v1/password', form))).toBe('unsupported_media')
    const silent = await fetch(`${app.url}/api/v1/sessions/current`, {
      method: 'DELETE',
      headers: { cookie: `sb_staff=${session}` },
    })
    expect(silent.status).toBe(403)
    expect(await statusWith(session)).toBe(200)
  })
})

describe('links', () => {
  test('a reset link works once, for half an hour, and dies when the role changes', async () => {
    const use = (token: string) =>
      app.fetch('/api/v1/password/by-link', { method: 'PUT', json: { token, password: 'a fresh long sentence' } })
    const make = () => inTx<string>((tx) => makeOneTimeToken(tx, 'reset', eva))
    const token = await make()
    expect([(await use(token)).status, (await use(token)).status]).toEqual([204, 410])
    const late = await make()
    app.clock.advance({ minutes: 31 })
    expect((await use(late)).status).toBe(410)
    const demoted = await make()
    await inTx((tx) => setRoles(tx, eva, [{ role: 'viewer', brand: null }]))
    expect((await use(demoted)).status).toBe(410)
  })
  test('whoever proves to be the owner by a link need not wait out a stranger’s guesses, now or later', async () => {
    const guess = async () => {
      for (let tries = 0; tries < 8; tries++) await signIn(login, `guess number ${tries}`)
    }
    await guess()
    expect(await codeOf(await signIn(login, password))).toBe('too_many_requests')
    const token = await inTx<string>((tx) => makeOneTimeToken(tx, 'reset', eva))
    const json = { token, password: 'a fresh long sentence' }
    const used = await app.fetch('/api/v1/password/by-link', { method: 'PUT', json })
    expect((await signIn(login, json.password)).status).toBe(200)
    await guess()
    expect(await codeOf(await signIn(login, json.password))).toBe('too_many_requests')
    const device = cookiesOf(used).get('sb_device') ?? ''
    expect((await signIn(login, json.password, { cookie: `sb_device=${device}` })).status).toBe(200)
  })
  test.each(['short', 'Password123!', '12345678901', 'aaaaaaaaaa'])('the password %s is refused', async (weak) => {
    const token = await inTx<string>((tx) => makeOneTimeToken(tx, 'invite', eva))
    const answer = await app.fetch('/api/v1/password/by-link', { method: 'PUT', json: { token, password: weak } })
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', faults: [{ pointer: '/body/password' }] })
    const again = { token, password: '𝒶 long pass phrase is kept whole, whatever it is made of: 64 and more' }
    expect((await app.fetch('/api/v1/password/by-link', { method: 'PUT', json: again })).status).toBe(204)
  })
})

test('the first administrator comes by the link from the terminal, once', async () => {
  await using empty = await startApp({ modules: [] })
  const link = await empty.running.setupLink()
  const token = link?.split('#')[1] ?? ''
  const admin = { login: 'root@nimbus.example', name: 'Ada', password }
  expect(await (await empty.fetch('/api/v1/setup')).json()).toEqual({ needed: true })
  expect((await empty.fetch('/api/v1/setup', { json: { ...admin, token: `${token.slice(0, -4)}AAAA` } })).status).toBe(
    410,
  )
  const made = await empty.fetch('/api/v1/setup', { json: { ...admin, token } })
  const session = cookiesOf(made).get('sb_staff') ?? ''
  expect((await empty.fetch('/api/v1/keys', { session })).status).toBe(200)
  expect((await empty.fetch('/api/v1/setup', { json: { ...admin, token } })).status).toBe(410)
  expect(await empty.running.setupLink()).toBeNull()
})

test('the demo signs in with one click, on this machine only', async () => {
  await using demo = await startApp({ modules: [], config: { demo: true } })
  await demo.app.database.transaction('system', (tx) => saveCredential(tx, { agentId: eva, login: 'eva', name: 'Eva' }))
  const click = (headers: Record<string, string> = {}) =>
    demo.fetch('/api/v1/demo/sign-in', { json: { agent: eva }, headers })
  expect((await click()).status).toBe(200)
  expect((await click({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
  const rebound = await demo.running.fastify.inject({ url: '/healthz', headers: { host: 'evil.example' } })
  expect(rebound.statusCode).toBe(403)
  expect((await app.fetch('/api/v1/demo/sign-in', { json: { agent: eva } })).status).toBe(404)
  expect(await demo.running.setupLink()).toBeNull()
})

test('over https the cookie is bound to the host, and browsers are told to stay on https', async () => {
  await using secure = await startApp({ modules: [], config: { publicUrl: 'https://care.nimbus.example' } })
  await secure.app.database.transaction('system', async (tx) => {
    await saveCredential(tx, { agentId: eva, login: 'eva', name: 'Eva' })
    await setPassword(tx, eva, password)
  })
  const answer = await secure.fetch('/api/v1/sessions', {
    json: { login: 'eva', password },
    headers: { origin: 'https://care.nimbus.example' },
  })
  expect(answer.headers.getSetCookie().find((line) => line.startsWith('__Host-sb='))).toMatch(
    /Path=\/.*HttpOnly; Secure; SameSite=Lax/,
  )
  expect(answer.headers.get('strict-transport-security')).toContain('max-age')
})

test('sign-ins are in the audit, and its chain is whole', async () => {
  const session = await sessionOf()
  await signIn(login, 'wrong password')
  const { items } = (await (await app.fetch('/api/v1/audit?limit=5', { session })).json()) as {
    items: { deed: string; outcome: string }[]
  }
  expect(items[0]).toMatchObject({ deed: 'sign-in', outcome: 'denied', subject: eva })
  expect(await verifyAudit(app.app.database.db)).toBeNull()
})
