import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../test/support/care.ts'
import { type ModelServer, openModelServer } from '../../../test/support/model-server.ts'
import type { Person } from '../../../test/support/people.ts'

const ROUTE = 'GET /api/v1/conversations/:id/messages/:message/translation'
let the: Care
let server: ModelServer
let eva: Person
beforeAll(async () => {
  server = await openModelServer()
  the = await care({ start: { config: { model: server.model } } })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
})
beforeEach(() => {
  server.asked.length = 0
  server.say = (words) => `[${words}]`
})
afterAll(async () => {
  await the.app.stop()
  await server[Symbol.asyncDispose]()
})

async function said(text: string, more: { lang?: string; name?: string } = { lang: 'nl', name: 'Amina Haddad' }) {
  const visitor = await the.visitor(text, more)
  const { messages } = await the.open(eva, visitor.id)
  return { id: visitor.id, message: messages[0]?.id ?? '' }
}
const ask = (params: { id: string; message: string }, to = 'en', who = eva) =>
  the.call(who, ROUTE, { params, query: { to } })
const draft = (id: string, text: string, who = eva) =>
  the.call(who, 'POST /api/v1/conversations/:id/translations', { params: { id }, body: { text, to: 'nl' } })

describe('a message in another language', () => {
  test('is asked of the model without what is the customer’s, and shown with it', async () => {
    const at = await said('Ik ben Amina, bel 0470 00 00 01')
    const { status, body } = await ask(at)
    expect([status, body]).toEqual([200, { text: '[Ik ben Amina, bel 0470 00 00 01]', to: 'en', hidden: 2 }])
    const [asked] = server.asked
    expect(asked).toMatchObject({ authorization: 'Bearer a key of the tests', model: 'small' })
    expect(asked?.task).toMatch(/^Translate the user's message into English/)
    expect(asked?.text).toMatch(/^Ik ben ⟦\d⟧, bel ⟦\d⟧$/)
  })

  test('is kept nowhere', async () => {
    server.say = () => 'A word that nobody else says: zwischenspeicher'
    const at = await said('Waar is mijn sim?')
    expect((await ask(at)).body.text).toContain('zwischenspeicher')
    const { pool } = the.app.app.database
    const { rows } = await pool.query<{ found: boolean }>(
      `select exists (select from kernel.idempotency t where t::text like '%zwischenspeicher%')
         or exists (select from conversations.message t where t::text like '%zwischenspeicher%')
         or exists (select from kernel.audit t where t::text like '%zwischenspeicher%') as found`,
    )
    expect(rows[0]?.found).toBe(false)
  })

  test('that lost a number is asked for once more, then refused', async () => {
    const at = await said('Bel 0470 00 00 01')
    server.say = (words) => (server.asked.length === 1 ? 'Call me' : `Call ${words.split(' ')[1]}`)
    expect((await ask(at)).body.text).toBe('Call 0470 00 00 01')
    server.say = () => 'Call me'
    expect(await ask(at)).toMatchObject({
      status: 503,
      body: { code: 'unavailable', detail: expect.stringContaining('lost') },
    })
  })

  test.each<[string, number | null, string]>([
    ['is busy', 429, 'busy'],
    ['refuses', 401, 'refused'],
    ['answers nonsense', null, 'no translation'],
  ])('of a model that %s says so', async (_, answer, words) => {
    server.say = () => answer
    const { status, body } = await ask(await said('Hallo daar'))
    expect([status, body]).toMatchObject([503, { code: 'unavailable', detail: expect.stringContaining(words) }])
  })

  test('is for who may read it, and not of what is gone', async () => {
    const at = await said('Hallo')
    const other = await the.person({ role: 'advisor', brand: the.vela })
    expect((await ask(at, 'en', other)).status).toBe(404)
    expect((await ask({ ...at, message: newId() })).status).toBe(404)
  })
})

describe('a draft in the customer’s language', () => {
  test('comes back with what stands in it, for who may answer', async () => {
    const { id } = await said('Hallo')
    const { body } = await draft(id, 'Dear Amina, we call 0470 00 00 01.')
    expect(body).toEqual({ text: '[Dear Amina, we call 0470 00 00 01.]', to: 'nl', hidden: 2 })
    expect(server.asked[0]?.task).toContain('into Dutch')
    const viewer = await the.person({ role: 'viewer', brand: the.lumo })
    expect((await draft(id, 'Hi', viewer)).status).toBe(404)
  })
})

test('without a model the screen is told so, and asking says what to do', async () => {
  const without = await care()
  const admin = without.admin
  const visitor = await without.visitor('Hallo')
  const { may, messages } = await without.open(admin, visitor.id)
  expect(may.translate).toEqual({ ok: false, why: 'why.no-model' })
  const params = { id: visitor.id, message: messages[0]?.id ?? '' }
  expect(await without.call(admin, ROUTE, { params, query: { to: 'en' } })).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('No language model is configured') },
  })
  expect((await the.open(eva, (await said('Hoi')).id)).may.translate).toEqual({ ok: true })
  await without.app.stop()
})
