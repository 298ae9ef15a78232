import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setUp, startSession, takeOneTimeToken } from '#kernel/access'
import { newId } from '#kernel/ids'
import { startApp } from '../../../test/support/app.ts'
import { type Cast, cast } from '../../../test/support/people.ts'
import type { AgentInput } from '../contract.ts'
import { openPeople } from '../module.ts'
import { agentsByIds } from './agents-by-ids.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

const agent = (name: string, more: Partial<AgentInput> = {}): AgentInput => ({
  id: newId(),
  name,
  publicName: name.split(' ')[0] ?? name,
  login: `${name.toLowerCase().replaceAll(' ', '.')}@staff.example`,
  languages: ['fr'],
  skills: [{ skill: 'billing', level: 3 }],
  partner: null,
  teams: [],
  roles: [{ role: 'lead', brand: the.lumo, scope: '*' }],
  active: true,
  ...more,
})
const create = (body: AgentInput, who = the.admin) => the.ask(who, 'POST /api/v1/agents', { body })
const change = ({ id, ...body }: AgentInput, who = the.admin) =>
  the.ask(who, 'PUT /api/v1/agents/:id', { params: { id }, body })
const signedIn = (id: string) =>
  the.app.app.database.transaction('system', async (tx) => ({
    id,
    session: (await startSession(tx, id, 'test')).token,
  }))
const told = async (id: string) => {
  const { rows } = await the.app.app.database.pool.query(
    'select name from kernel.event where subject = $1 order by seq',
    [id],
  )
  return rows.map(({ name }) => name)
}

describe('creating', () => {
  test('gives a profile, roles, teams and an invitation that works once', async () => {
    const [team, partner] = [newId(), newId()]
    const name = { fr: 'Équipe', nl: 'Ploeg' }
    await the.ask(the.admin, 'POST /api/v1/teams', { body: { id: team, brand: the.lumo, name } })
    await the.ask(the.admin, 'POST /api/v1/partners', { body: { id: partner, name: 'Call & Co' } })
    const body = agent('Eva Lind', { partner, teams: [team] })
    const made = await create(body)
    expect(made.agent).toMatchObject({
      name: 'Eva Lind',
      publicName: 'Eva',
      partner: { id: partner, name: 'Call & Co' },
      teams: [{ id: team, name }],
      roles: [{ role: 'lead', brand: the.lumo, scope: '*' }],
    })
    const token = made.inviteLink.split('#')[1] ?? ''
    const { database } = the.app.app
    const use = () => database.transaction('system', (tx) => takeOneTimeToken(tx, ['invite'], token))
    expect((await use()).subject).toBe(body.id)
    await expect(use()).rejects.toMatchObject({ code: 'gone' })
    expect(await agentsByIds(database.db, [body.id, newId()])).toEqual(
      new Map([
        [
          body.id,
          {
            id: body.id,
            name: 'Eva Lind',
            publicName: 'Eva',
            active: true,
            languages: ['fr'],
            skills: [{ skill: 'billing', level: 3 }],
            partner: { id: partner, name: 'Call & Co' },
          },
        ],
      ]),
    )
    const teams = await the.ask(the.admin, 'GET /api/v1/teams')
    expect(teams.items.find(({ id }) => id === team)?.members).toEqual([{ id: body.id, name: 'Eva Lind' }])
  })

  test('twice is once; another wish under the same id is refused; so is a login that is taken', async () => {
    const body = agent('Nora Vos')
    await create(body)
    expect((await create(body)).agent.id).toBe(body.id)
    expect((await the.refused(the.admin, 'POST /api/v1/agents', { body: { ...body, name: 'Other' } })).code).toBe(
      'id_reused',
    )
    const taken = await the.refused(the.admin, 'POST /api/v1/agents', {
      body: agent('Nora Two', { login: body.login.toUpperCase() }),
    })
    expect(taken).toMatchObject({ code: 'conflict', faults: [{ pointer: '/body/login' }] })
    expect((await told(body.id)).filter((name) => name === 'agent.created')).toHaveLength(1)
  })

  test('what does not exist is named', async () => {
    const ghost = newId()
    const body = agent('Ghost Ref', {
      teams: [ghost],
      partner: ghost,
      roles: [{ role: 'lead', brand: ghost, scope: '*' }],
    })
    const { faults } = await the.refused(the.admin, 'POST /api/v1/agents', { body })
    expect(faults?.map(({ pointer }) => pointer)).toEqual(['/body/teams', '/body/partner', '/body/roles'])
    const unknown = agent('Ghost Role', { roles: [{ role: 'emperor', brand: null, scope: '*' }] })
    expect((await the.refused(the.admin, 'POST /api/v1/agents', { body: unknown })).code).toBe('invalid_input')
  })
})

describe('nobody gives or governs more than they have', () => {
  test('roles of another brand, of more permissions, or of somebody mightier', async () => {
    const manager = await the.allowed(['people.read', 'people.manage'], { brand: the.lumo })
    const refused = async (body: AgentInput) => (await the.refused(manager, 'POST /api/v1/agents', { body })).code
    expect(await refused(agent('Too Much', { roles: [{ role: 'admin', brand: the.lumo, scope: '*' }] }))).toBe(
      'not_allowed',
    )
    expect(await refused(agent('Too Wide', { roles: [{ role: 'lead', brand: null, scope: '*' }] }))).toBe('not_allowed')
    await create(agent('Within Rights', { roles: [] }), manager)

    const boss = agent('The Boss', { roles: [{ role: 'admin', brand: null, scope: '*' }] })
    await create(boss)
    expect(await refused({ ...boss, roles: [] })).toBe('not_allowed')
    const { id, ...rest } = { ...boss, active: false, roles: [] }
    expect((await the.refused(manager, 'PUT /api/v1/agents/:id', { params: { id }, body: rest })).code).toBe(
      'not_allowed',
    )
  })
  test('nor changes their own roles or access', async () => {
    const body = agent('Self Made', { roles: [{ role: 'admin', brand: null, scope: '*' }] })
    await create(body)
    const self = await signedIn(body.id)
    const { id, ...rest } = body
    const closing = await the.refused(self, 'PUT /api/v1/agents/:id', {
      params: { id },
      body: { ...rest, active: false },
    })
    expect(closing.code).toBe('conflict')
    expect((await change({ ...body, publicName: 'Selma' }, self)).publicName).toBe('Selma')
  })
})

test('deactivating ends access at once, and coming back needs no new person', async () => {
  const body = agent('Gone Soon')
  await create(body)
  const self = await signedIn(body.id)
  expect((await the.ask(self, 'GET /api/v1/me')).agent.name).toBe('Gone Soon')
  expect((await change({ ...body, active: false })).active).toBe(false)
  expect((await the.refused(self, 'GET /api/v1/me')).status).toBe(401)
  expect(await told(body.id)).toContain('agent.deactivated')
  await change({ ...body, active: true })
  expect((await the.ask(await signedIn(body.id), 'GET /api/v1/me')).agent.active).toBe(true)
})

test('roles taken are gone at once', async () => {
  const body = agent('Less Soon', { roles: [{ role: 'lead', brand: the.lumo, scope: '*' }] })
  await create(body)
  const self = await signedIn(body.id)
  await the.ask(self, 'GET /api/v1/contacts')
  await change({ ...body, roles: [] })
  expect((await the.refused(self, 'GET /api/v1/contacts')).code).toBe('not_allowed')
})

describe('who sees whom', () => {
  test('sign-in names and roles are for those who manage people', async () => {
    await create(agent('Quiet Login'))
    const colleague = await the.allowed(['people.read'])
    const page = await the.ask(colleague, 'GET /api/v1/agents', { query: { q: 'quiet' } })
    expect(page.items).toMatchObject([{ name: 'Quiet Login', login: '', roles: [] }])
    expect((await the.refused(colleague, 'GET /api/v1/roles')).code).toBe('not_allowed')
  })
  test('a partner sees its own people only', async () => {
    const partner = newId()
    await the.ask(the.admin, 'POST /api/v1/partners', { body: { id: partner, name: 'Partner Only' } })
    await create(agent('Inside Partner', { partner }))
    const limited = await the.allowed(['people.read'], { brand: null, scope: `partner:${partner}` })
    const { items } = await the.ask(limited, 'GET /api/v1/agents')
    expect(items.map(({ name }) => name)).toEqual(['Inside Partner'])
    expect((await the.ask(limited, 'GET /api/v1/partners')).items.map(({ name }) => name)).toEqual(['Partner Only'])
  })
  test('pages go through everybody by name, each once', async () => {
    for (const name of ['Zoe Page', 'anna Page', 'Zoe Page 2']) await create(agent(name))
    const first = await the.ask(the.admin, 'GET /api/v1/agents', { query: { q: 'page', limit: '2' } })
    const after = { q: 'page', limit: '2', after: first.next ?? '' }
    const second = await the.ask(the.admin, 'GET /api/v1/agents', { query: after })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['anna Page', 'Zoe Page', 'Zoe Page 2'])
    expect(second.next).toBeNull()
  })
})

test('me: the permissions held, and the brands worked for', async () => {
  const body = agent('Just Me', { roles: [{ role: 'lead', brand: the.vela, scope: '*' }] })
  await create(body)
  const me = await the.ask(await signedIn(body.id), 'GET /api/v1/me')
  expect(me.brands.map(({ id }) => id)).toEqual([the.vela])
  expect(me.permissions).toContain('contact.merge')
  expect(me.permissions).not.toContain('brand.manage')
  expect(me.demo).toBe(false)
})

test('the first administrator has a profile at once', async () => {
  await using fresh = await startApp({ modules: [openPeople] })
  const { database } = fresh.app
  const link = (await fresh.running.setupLink()) ?? ''
  const password = 'a long sentence nobody guesses'
  const id = await setUp(database, {
    token: link.split('#')[1] ?? '',
    login: 'first@staff.example',
    name: 'First Person',
    password,
  })
  const session = await database.transaction('system', (tx) => startSession(tx, id, 'test'))
  const me = await (await fresh.fetch('/api/v1/me', { session: session.token })).json()
  expect(me.agent).toMatchObject({ name: 'First Person', publicName: 'First', roles: [{ role: 'admin' }] })
  await fresh.settle()
  const again = await (await fresh.fetch('/api/v1/me', { session: session.token })).json()
  expect(again).toEqual(me)
})

test('the demo lists whom one may be; without demo there is no such page', async () => {
  expect((await the.refused(null, 'GET /api/v1/demo/agents')).status).toBe(404)
  const demo = await cast({ demo: true })
  const body = agent('Demo Eva', { roles: [{ role: 'lead', brand: demo.vela, scope: '*' }] })
  await demo.ask(demo.admin, 'POST /api/v1/agents', { body })
  const answer = await demo.app.fetch('/api/v1/demo/agents')
  expect((await answer.json()).items).toEqual([{ id: body.id, name: 'Demo Eva', role: 'lead', brands: ['VELA'] }])
  await demo.app.stop()
})
