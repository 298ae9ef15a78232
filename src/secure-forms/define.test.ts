import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../test/support/care.ts'
import { tablesSaying } from '../../test/support/everywhere.ts'
import { type Outside, openOutside } from '../../test/support/outside.ts'
import type { Person } from '../../test/support/people.ts'
import { FORM_SECRET, formValues } from '../../test/support/secure-forms.ts'
import type { Takes } from './contract.ts'
import { openSecureForms } from './module.ts'

let the: Care
let sink: Outside
let eva: Person
let boss: Person
beforeAll(async () => {
  the = await care({ modules: [openSecureForms] })
  sink = await openOutside()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  boss = await the.person({ role: 'admin', brand: null })
})
beforeEach(() => {
  sink.seen.length = 0
  sink.answers.length = 0
})
afterAll(async () => {
  await sink?.[Symbol.asyncDispose]()
  await the?.app.stop()
})

async function defined(takes: Takes, more: object = {}): Promise<string> {
  const body = { id: newId(), brand: the.lumo, takes, secret: FORM_SECRET, ...formValues(sink, more) }
  return (await the.get(boss, 'POST /api/v1/secure-forms', { body })).id
}
const asks = (conversation: string, form: string) =>
  the.call(eva, 'PUT /api/v1/conversations/:id/secure-forms/:request', {
    params: { id: conversation, request: newId() },
    body: { form, purpose: 'For the direct debit' },
  })
const view = (conversation: string) =>
  the.get(eva, 'GET /api/v1/conversations/:id/secure-forms', { params: { id: conversation } })
/** Tables that say it. */
const holders = (word: string) => tablesSaying(the.app.app.database.pool, word)
const changes = (id: string, body: object) => the.call(boss, 'PUT /api/v1/secure-forms/:id', { params: { id }, body })
const all = async () => (await the.get(boss, 'GET /api/v1/secure-forms')).items

test('a test sends a marked value; the secret is read by nobody; a form that rests is not offered', async () => {
  const id = await defined('card')
  const tested = await the.get(boss, 'POST /api/v1/secure-forms/:id/tests', { params: { id }, body: { id: newId() } })
  expect(tested.tested).toBe('ok')
  expect(JSON.parse(sink.seen[0]?.body ?? '{}')).toMatchObject({ test: true, conversation: null, contact: null })
  sink.answers.push({ status: 401 })
  const again = await the.get(boss, 'POST /api/v1/secure-forms/:id/tests', { params: { id }, body: { id: newId() } })
  expect(again.tested).toBe('http-401')
  expect(await holders(FORM_SECRET)).toEqual([])
  expect(JSON.stringify(await all())).not.toContain(FORM_SECRET)
  const { id: talk } = await the.visitor('Hello', { name: 'Karim' })
  expect((await view(talk)).forms.map((form) => form.id)).toContain(id)
  await the.get(boss, 'PUT /api/v1/secure-forms/:id/retirement', { params: { id } })
  expect((await view(talk)).forms.map((form) => form.id)).not.toContain(id)
  expect((await asks(talk, id)).status).toBe(422)
})

test('only https or what is listed, no secrets in an address; who changes an old one is told', async () => {
  const id = await defined('iban')
  const change = (more: object, rev = 1) => changes(id, { ...formValues(sink, more), rev })
  for (const endpoint of [
    'http://10.0.0.1/x',
    'https://u:p@b.example/',
    'https://b.example/?key=1',
    'ftp://b.example/',
  ])
    expect((await change({ endpoint, allow: [] })).status, endpoint).toBe(400)
  expect((await change({ hours: 2 })).status).toBe(200)
  expect((await change({ hours: 2 })).status, 'said twice').toBe(200)
  expect((await change({ hours: 3 })).status).toBe(409)
  const advisor = await the.call(eva, 'GET /api/v1/secure-forms')
  expect(advisor.status).toBe(403)
})

test('nothing inside the house is reached by an address nobody listed', async () => {
  const id = await defined('iban', { endpoint: 'https://127.0.0.1/', allow: [] })
  const tested = await the.get(boss, 'POST /api/v1/secure-forms/:id/tests', { params: { id }, body: { id: newId() } })
  expect(tested.tested).toBe('forbidden-address')
})
