import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Fortress, fortress, type Refusal, tablesWith } from './support.ts'

const PASSWORD = 'a long sentence that nobody tries first'
const OWNER = 'owner@staff.example'
let the: Fortress
beforeAll(async () => {
  the = await fortress({ config: { trustedProxies: ['127.0.0.1'] } })
  await hire(OWNER)
})
afterAll(() => the.app.stop())

async function hire(login: string): Promise<string> {
  const id = newId()
  const body = {
    id,
    name: 'Eva Person',
    publicName: 'Eva',
    login,
    languages: ['fr'],
    skills: [],
    partner: null,
    teams: [],
    roles: [{ role: 'advisor', brand: the.lumo, scope: '*' }],
    active: true,
  }
  const { inviteLink } = await the.get(the.admin, 'POST /api/v1/agents', { body })
  const token = inviteLink.split('#')[1] ?? ''
  const set = await the.send('/api/v1/password/by-link', { method: 'PUT', json: { token, password: PASSWORD } })
  expect(set.status, set.text).toBe(204)
  return id
}

let address = 0
const anywhere = () => {
  address += 1
  return `10.7.${address >> 8}.${address & 255}`
}
const signIn = (login: string, password: string, more: { from?: string; cookie?: string } = {}): Promise<Refusal> =>
  the.send('/api/v1/sessions', {
    json: { login, password },
    headers: { 'x-forwarded-for': more.from ?? anywhere(), ...(more.cookie !== undefined && { cookie: more.cookie }) },
  })
const cookiesOf = ({ headers }: Refusal): string =>
  headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
const sessionOf = (answer: Refusal): string => /sb_staff=([^;]+)/.exec(cookiesOf(answer))?.[1] ?? ''
const said = ({ status, code, detail, faults }: Refusal) => ({ status, code, detail, faults })

describe('strangers who try passwords', () => {
  test('learn the same of a name that exists and of one that does not', async () => {
    const known = await signIn(OWNER, 'wrong')
    const unknown = await signIn('nobody@staff.example', 'wrong')
    expect(said(known)).toEqual(said(unknown))
    expect(known).toMatchObject({ status: 401, code: 'wrong_credentials' })
    expect([...known.headers.keys()].sort()).toEqual([...unknown.headers.keys()].sort())
  })
  test('are slowed down, and the owner at a known device is not', async () => {
    const home = cookiesOf(await signIn(OWNER, PASSWORD))
    const tries: Refusal[] = []
    for (let n = 0; n < 12; n++) tries.push(await signIn(OWNER, `wrong ${n}`))
    const slowed = tries.filter(({ status }) => status === 429)
    expect(slowed.length).toBeGreaterThan(0)
    expect(
      slowed.every(({ code, headers }) => code === 'too_many_requests' && Number(headers.get('retry-after')) > 0),
    ).toBe(true)
    expect((await signIn(OWNER, PASSWORD, { cookie: home })).status).toBe(200)
    // Elsewhere the owner waits, and waiting always helps.
    expect((await signIn(OWNER, PASSWORD)).status).toBe(429)
    the.app.clock.advance({ minutes: 16 })
    expect((await signIn(OWNER, PASSWORD)).status).toBe(200)
  })
  test('in parallel count in full', async () => {
    const login = 'parallel@staff.example'
    await hire(login)
    const tries = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn(login, `wrong ${n}`)))
    expect(tries.map(({ status }) => status)).toContain(401)
    expect((await signIn(login, 'wrong again')).status).toBe(429)
    the.app.clock.advance({ hours: 2 })
  })
  test('from one address are slowed down over all names, unknown ones too', async () => {
    const from = anywhere()
    const statuses: number[] = []
    for (let n = 0; n < 25; n++) statuses.push((await signIn(`name${n}@staff.example`, 'wrong', { from })).status)
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401))
    expect(statuses).toContain(429)
    expect((await signIn(OWNER, PASSWORD)).status).toBe(200)
  })
  test('gain nothing by a stolen device cookie for another name', async () => {
    const other = 'other@staff.example'
    await hire(other)
    const home = cookiesOf(await signIn(OWNER, PASSWORD))
    const device = /sb_device=[^;]+/.exec(home)?.[0] ?? ''
    for (let n = 0; n < 8; n++) await signIn(other, `wrong ${n}`, { cookie: device })
    expect((await signIn(other, PASSWORD, { cookie: device })).status).toBe(429)
    the.app.clock.advance({ hours: 2 })
  })
})

describe('sessions', () => {
  test('one planted before sign-in is worth nothing after', async () => {
    const planted = 'p'.repeat(32)
    const answer = await signIn(OWNER, PASSWORD, { cookie: `sb_staff=${planted}` })
    expect(sessionOf(answer)).not.toBe(planted)
    expect((await the.send('/api/v1/me', { session: planted })).status).toBe(401)
    expect((await the.send('/api/v1/me', { session: sessionOf(answer) })).status).toBe(200)
  })
  test('each sign-in makes another; the cookie is out of reach of scripts and other sites', async () => {
    const [one, two] = [await signIn(OWNER, PASSWORD), await signIn(OWNER, PASSWORD)]
    expect(sessionOf(one)).not.toBe(sessionOf(two))
    expect(sessionOf(one).length).toBeGreaterThanOrEqual(32)
    for (const cookie of one.headers.getSetCookie()) {
      expect(cookie).toMatch(/HttpOnly/i)
      expect(cookie).toMatch(/SameSite=(Lax|Strict)/i)
      expect(cookie).toMatch(/Path=\//i)
    }
    expect(await tablesWith(the.app.app.database.pool, sessionOf(one))).toEqual([])
  })
  test('signing out ends it at once, and so does a new password for all the others', async () => {
    const [one, two] = [sessionOf(await signIn(OWNER, PASSWORD)), sessionOf(await signIn(OWNER, PASSWORD))]
    expect((await the.send('/api/v1/sessions/current', { method: 'DELETE', session: one })).status).toBe(204)
    expect((await the.send('/api/v1/me', { session: one })).status).toBe(401)
    const mine = await signIn(OWNER, PASSWORD)
    const changed = await the.send('/api/v1/password', {
      method: 'PUT',
      json: { current: PASSWORD, password: `${PASSWORD} indeed` },
      headers: { 'x-forwarded-for': anywhere(), cookie: cookiesOf(mine) },
    })
    expect(changed.status, changed.text).toBe(204)
    expect((await the.send('/api/v1/me', { session: two })).status).toBe(401)
    expect((await the.send('/api/v1/me', { session: sessionOf(mine) })).status).toBe(200)
  })
  test('of staff mean nothing to a visitor’s routes, nor a visitor’s token to staff’s', async () => {
    const visitor = await the.visitor('Bonjour')
    expect((await the.send('/api/v1/chat/conversation', { session: the.eva.session })).status).toBe(401)
    expect((await the.send('/api/v1/me', { bearer: visitor.token })).status).toBe(401)
    expect((await the.send('/api/v1/me', { session: visitor.token })).status).toBe(401)
  })
})

describe('secrets', () => {
  test('passwords that everybody tries, the name itself and seven characters are refused by their field', async () => {
    const session = sessionOf(await signIn(OWNER, `${PASSWORD} indeed`))
    for (const password of ['password1', '12345678', 'owner@staff.example', 'seven77']) {
      const answer = await the.send('/api/v1/password', {
        method: 'PUT',
        json: { current: `${PASSWORD} indeed`, password },
        headers: { 'x-forwarded-for': anywhere() },
        session,
      })
      expect(answer, password).toMatchObject({ status: 400, faults: [{ pointer: '/body/password' }] })
    }
  })
  test('a key is shown once and kept nowhere, not even in the answer that a repeat gets', async () => {
    const key = newId()
    const make = () =>
      the.send('/api/v1/keys', {
        json: { name: 'world', role: 'advisor', brand: null },
        headers: { 'idempotency-key': key },
        session: the.admin.session,
      })
    const first = await make()
    const { token } = JSON.parse(first.text) as { token?: string; key?: string }
    expect(token, first.text).toMatch(/^sbk_/)
    expect((await make()).text).toBe(first.text)
    expect(await tablesWith(the.app.app.database.pool, token ?? 'none')).toEqual([])
    expect(await tablesWith(the.app.app.database.pool, PASSWORD)).toEqual([])
    expect(the.logged()).not.toContain(token)
    expect(the.logged()).not.toContain(PASSWORD)
  })
  test('a link works once', async () => {
    const id = newId()
    const body = {
      id,
      name: 'New',
      publicName: 'New',
      login: 'new@staff.example',
      languages: ['fr'],
      skills: [],
      partner: null,
      teams: [],
      roles: [],
      active: true,
    }
    const { inviteLink } = await the.get(the.admin, 'POST /api/v1/agents', { body })
    const token = inviteLink.split('#')[1] ?? ''
    expect(new URL(inviteLink).search + new URL(inviteLink).pathname).not.toContain(token)
    expect(await tablesWith(the.app.app.database.pool, token)).toEqual([])
    const use = () => the.send('/api/v1/password/by-link', { method: 'PUT', json: { token, password: PASSWORD } })
    const both = await Promise.all([use(), use()])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 410])
  })
})
