import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#kernel/access'
import { newId } from '#kernel/ids'
import { type Cast, cast } from '../../../test/support/people.ts'
import { handleKey } from './handle.ts'
import { maskHandle } from './mask-handle.ts'
import { customerPanel } from './panel.ts'
import { stampScopes } from './stamp-scopes.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

const read = (id: string, who = the.admin) => the.ask(who, 'GET /api/v1/contacts/:id', { params: { id } })
const find = async (q: string, who = the.admin) =>
  (await the.ask(who, 'GET /api/v1/contacts', { query: { q } })).items.map(({ id }) => id)
const told = async (id: string) => {
  const { rows } = await the.app.app.database.pool.query(
    'select name from kernel.event where subject = $1 order by seq',
    [id],
  )
  return rows.map(({ name }) => name)
}

describe('handles', () => {
  test.each([
    ['email', ' Amina@Mail.EXAMPLE ', 'amina@mail.example'],
    ['sms', '0033 (0)639-98.00.01', '+330639980001'],
    ['whatsapp', '+44 7700 900123', '+447700900123'],
    ['whatsapp', 'scoped.ABC', 'scoped.ABC'],
    ['x', 'CaseMatters', 'CaseMatters'],
  ])('%s %s → %s', (channel, handle, key) => expect(handleKey(channel, handle)).toBe(key))

  test.each([
    ['amina@mail.example', 'a•••@mail.example'],
    ['+447700900123', '•••23'],
    ['short', '•••'],
    ['@odd', '•••'],
  ])('%s is masked as %s', (handle, masked) => expect(maskHandle(handle)).toBe(masked))

  test('are masked for viewers without contact.handles', async () => {
    const id = await the.contact('secret.person@mail.example')
    const viewer = await the.allowed(['contact.read'])
    expect((await read(id, viewer)).identities[0]?.handle).toBe('s•••@mail.example')
    expect((await read(id)).identities[0]?.handle).toBe('secret.person@mail.example')
  })
})

describe('finding', () => {
  test('by the beginning of each word of the name, or by the exact handle', async () => {
    const id = await the.contact('amelie@mail.example', 'Amélie van den Berg')
    expect(await find('amél be')).toEqual([id])
    expect(await find('BERG amélie')).toEqual([id])
    expect(await find('Amelie@Mail.example')).toEqual([id])
    expect(await find('amelie@mail')).toEqual([])
    expect(await find('mélie')).toEqual([])
  })
  test.each(["'", "a' | 'b", '\\', ':*', '%', '&', '!!', '🙂', '   '])(
    'odd input %j is an answer, not a fault',
    async (q) => {
      expect(Array.isArray(await find(q))).toBe(true)
    },
  )
  test('page by page, the newest first, each once', async () => {
    const made: string[] = []
    for (let n = 0; n < 5; n++) made.push(await the.contact(`page-${n}@mail.example`, 'Pageworthy'))
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const query: Record<string, string> = { q: 'pageworthy', limit: '2', ...(after === '' ? {} : { after }) }
      const page: { items: { id: string }[]; next: string | null } = await the.ask(the.admin, 'GET /api/v1/contacts', {
        query,
      })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next
    }
    expect(seen).toEqual(made.reverse())
  })
})

describe('who sees whom', () => {
  test('a brand sees its own only', async () => {
    const id = await the.contact('tenant@mail.example', 'Tenantson')
    const vela = await the.allowed(['contact.read', 'contact.edit'], { brand: the.vela })
    expect(await find('tenantson', vela)).toEqual([])
    expect((await the.refused(vela, 'GET /api/v1/contacts/:id', { params: { id } })).status).toBe(404)
    const renaming = await the.refused(vela, 'PUT /api/v1/contacts/:id/name', {
      params: { id },
      body: { name: 'Mine' },
    })
    expect(renaming.status).toBe(404)
    expect((await read(id)).name).toBe('Tenantson')
  })
  test('who works in one queue sees the contacts that came by it', async () => {
    const id = await the.contact('queued@mail.example', 'Queuedson')
    const partner = await the.allowed(['contact.read'], { brand: the.lumo, scope: 'queue:1' })
    expect(await find('queuedson', partner)).toEqual([])
    await the.app.app.database.transaction('system', (tx) => stampScopes(tx, id, 'test', ['queue:1']))
    expect(await find('queuedson', partner)).toEqual([id])
    expect((await read(id, partner)).name).toBe('Queuedson')
    await the.app.app.database.transaction('system', (tx) => stampScopes(tx, id, 'others', ['queue:2']))
    expect(await find('queuedson', partner)).toEqual([id])
    await the.app.app.database.transaction('system', (tx) => stampScopes(tx, id, 'test', ['queue:2']))
    expect(await find('queuedson', partner)).toEqual([])
  })
})

describe('changing', () => {
  test('a name, once told', async () => {
    const id = await the.contact('name@mail.example', 'Amna')
    for (let n = 0; n < 2; n++)
      await the.ask(the.admin, 'PUT /api/v1/contacts/:id/name', { params: { id }, body: { name: ' Amina ' } })
    const contact = await read(id)
    expect([contact.name, contact.rev]).toEqual(['Amina', 2])
    expect(await told(id)).toEqual(['contact.created', 'contact.renamed'])
  })
  test('an organisation is one however it is typed', async () => {
    const [one, two] = [await the.contact('o1@mail.example'), await the.contact('o2@mail.example')]
    const set = (id: string, organisation: string | null) =>
      the.ask(the.admin, 'PUT /api/v1/contacts/:id/organisation', { params: { id }, body: { organisation } })
    const first = await set(one, 'Haddad & Fils')
    expect((await set(two, ' haddad &  fils')).organisation).toEqual(first.organisation)
    expect((await set(two, null)).organisation).toBeNull()
  })
  test('the latest consent of a purpose holds', async () => {
    const id = await the.contact('consent@mail.example')
    const say = (given: boolean, how: string) =>
      the.ask(the.admin, 'PUT /api/v1/contacts/:id/consents/:purpose', {
        params: { id, purpose: 'newsletter' },
        body: { given, how },
      })
    await say(true, 'ticked on the form')
    await say(true, 'ticked on the form')
    the.app.clock.advance({ minutes: 1 })
    const { consents } = await say(false, 'asked by telephone')
    expect(consents).toMatchObject([{ purpose: 'newsletter', given: false, how: 'asked by telephone' }])
    expect((await told(id)).filter((name) => name === 'consent.recorded')).toHaveLength(2)
  })
  test('a mandate holds until it ends', async () => {
    const [son, mother] = [
      await the.contact('son@mail.example', 'Son'),
      await the.contact('mother@mail.example', 'Mother'),
    ]
    const until = new Date(the.app.clock.now().getTime() + 3_600_000).toISOString()
    const give = (more: object = {}) => ({
      params: { id: son },
      body: { id: newId(), for: mother, role: 'child', scope: 'bills', proof: 'signed letter', until, ...more },
    })
    const once = give()
    await the.ask(the.admin, 'POST /api/v1/contacts/:id/mandates', once)
    const twice = await the.ask(the.admin, 'POST /api/v1/contacts/:id/mandates', once)
    expect(twice.mandates).toMatchObject([{ for: { id: mother, name: 'Mother' }, role: 'child', until }])
    const reused = await the.refused(
      the.admin,
      'POST /api/v1/contacts/:id/mandates',
      give({ id: once.body.id, role: 'owner' }),
    )
    expect(reused.code).toBe('id_reused')
    const elsewhere = await the.contact('mother@mail.example', 'Mother', the.vela)
    expect((await the.refused(the.admin, 'POST /api/v1/contacts/:id/mandates', give({ for: elsewhere }))).code).toBe(
      'unprocessable',
    )
    the.app.clock.advance({ hours: 2 })
    expect((await read(son)).mandates).toEqual([])
    const ended = await the.ask(the.admin, 'POST /api/v1/contacts/:id/mandates', give({ until: null }))
    const params = { id: son, mandate: ended.mandates[0]?.id ?? '' }
    for (let n = 0; n < 2; n++) {
      expect((await the.ask(the.admin, 'DELETE /api/v1/contacts/:id/mandates/:mandate', { params })).mandates).toEqual(
        [],
      )
    }
  })
})

test('the customer panel tells how well somebody is known', async () => {
  const id = await the.contact('panel@mail.example')
  const { app } = the.app
  const panel = await customerPanel(app.context(system), id)
  expect(panel?.items.map(({ label, value }) => [label, value])).toEqual([
    ['people.panel.since', '2026-06-09'],
    ['people.panel.level', 'people.level.none'],
  ])
})

test('what the log tells of people holds no word of them', async () => {
  await the.contact('canary-handle@mail.example', 'Canaryname')
  const { rows } = await the.app.app.database.pool.query(
    `select name from kernel.event where name like any(array['contact.%', 'identity.%', 'consent.%', 'mandate.%', 'agent.%', 'brand.%'])
       and (data::text || about::text || scopes::text) ~* 'canary|amina|haddad|mail.example|lumo'`,
  )
  expect(rows).toEqual([])
})
