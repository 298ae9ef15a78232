import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyTable } from '../../test/support/everywhere.ts'
import { idFrom, visitorTokenFrom } from '../ids.ts'
import { openTown, type Town } from '../testing/town.ts'
import { connectForms } from './connect-forms.ts'
import { type Billing, openBilling } from './open-billing.ts'

const IBAN = 'BE68 5390 0754 7034'
let town: Town
let billing: Billing
beforeAll(async () => {
  town = await openTown()
  await town.fill()
  await town.app.settle()
  billing = await openBilling()
  await connectForms(town.api, town.key, billing)
  await connectForms(town.api, town.key, billing)
})
afterAll(async () => {
  await billing?.close()
  await town?.app.stop()
})

test('every brand has its forms, and a test value arrives; what is not signed is not taken', async () => {
  const { items } = await town.api.call('GET /api/v1/secure-forms', town.key, {})
  expect(items).toHaveLength(6)
  const [form] = items
  const params = { id: form?.id ?? '' }
  const said = { params, body: { id: idFrom('billing test') } }
  expect((await town.api.call('POST /api/v1/secure-forms/:id/tests', town.key, said)).tested).toBe('ok')
  expect(billing.latest()).toMatchObject([{ test: true, takes: form?.takes }])
  const forged = await fetch(form?.endpoint ?? '', { method: 'POST', body: '{}' })
  expect(forged.status).toBe(401)
})

test('what a customer gives is with the billing, by its reference with the advisor, and in no cell of the database', async () => {
  const { items: agents } = await town.api.call('GET /api/v1/agents', town.key, {})
  const boss = agents.find(({ roles }) => roles.some(({ role }) => role === 'admin'))
  const agent = await town.api.signIn(boss?.id ?? '')
  const brand = (await town.api.call('GET /api/v1/brands', town.key, {})).items.find(({ slug }) => slug === 'ondelle')
  const id = idFrom('billing talk')
  const message = { id: idFrom('billing word'), text: 'I want to pay by direct debit' }
  const body = {
    id,
    token: visitorTokenFrom('billing'),
    brand: 'ondelle',
    lang: 'en',
    name: 'Amina',
    message,
    page: '/',
  }
  await town.api.call('POST /api/v1/chat/conversations', null, { body })
  await town.app.settle()
  const form = (await town.api.call('GET /api/v1/secure-forms', town.key, {})).items.find(
    (one) => one.brand === brand?.id && one.takes === 'iban',
  )
  const params = { id, request: idFrom('billing request') }
  const asked = { params, body: { form: form?.id ?? '', purpose: 'For the direct debit' } }
  await town.api.call('PUT /api/v1/conversations/:id/secure-forms/:request', agent, asked)
  const { messages } = await town.api.call('GET /api/v1/conversations/:id', town.key, { params: { id } })
  const path = new URL(/https?:\/\/\S+\/secure-form\/\S+/.exec(messages.at(-1)?.text ?? '')?.[0] ?? '').pathname
  billing.down = true
  await town.api.page(path, { do: 'give', value: IBAN })
  await town.app.settle()
  expect(billing.leaksIn(IBAN)).toEqual([])
  billing.down = false
  town.app.clock.advance({ minutes: 3 })
  await town.app.settle()
  const { items } = await town.api.call('GET /api/v1/conversations/:id/secure-forms', town.key, { params: { id } })
  const [kept] = billing.latest()
  expect(items[0]).toMatchObject({ state: 'delivered', reference: kept?.reference, ending: '7034' })
  expect(billing.leaksIn(`it says ${IBAN} here`)).toEqual([kept?.reference])
  for (const { text } of await everyTable(town.app.app.database.pool)) expect(billing.leaksIn(text)).toEqual([])
})
