import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { shift } from '../../../test/support/shift.ts'
import type { PeopleApi } from '../contract.ts'

import { redactValues } from './redact-values.ts'

type New = PeopleApi['POST /api/v1/attributes']['body']

let the: Care
let eva: Person
beforeAll(async () => {
  the = (await shift()).care
  eva = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(() => the?.app.stop())

let made = 0
const values = (more: Partial<New> = {}): New => ({
  ...{
    id: newId(),
    brand: the.lumo,
    on: 'contact',
    key: `key-${++made}`,
    name: { fr: 'Surnom' },
    hint: {},
    type: 'text',
  },
  ...{ options: [], required: false, reads: 'all', writes: 'works', place: made },
  ...more,
})
async function define(more: Partial<New> = {}): Promise<New> {
  const body = values(more)
  await the.get(the.admin, 'POST /api/v1/attributes', { body })
  return body
}
const change = ({ id, brand: _, on: __, key: ___, ...body }: New, more: Partial<New> = {}) =>
  the.call(the.admin, 'PUT /api/v1/attributes/:id', { params: { id }, body: { ...body, ...more } })
const options = (...keys: string[]) => keys.map((key) => ({ key, name: { fr: key }, retired: false }))

let talk: string
let contact: string
beforeEach(async () => {
  talk = (await the.visitor('Bonjour')).id
  await the.settle()
  contact = (await the.open(the.admin, talk)).row.contact.id
})
const OF_CONTACT = '/api/v1/contacts/:id/attributes'
const set = (attribute: string, value: unknown, who = eva) =>
  the.call(who, `PUT ${OF_CONTACT}/:attribute`, { params: { id: contact, attribute }, body: { value } })
const known = async (attribute: string, who = eva) =>
  (await the.get(who, `GET ${OF_CONTACT}`, { params: { id: contact } })).items.find(({ id }) => id === attribute)

describe('what is known of a customer', () => {
  test('is said by somebody, at a time, in its type, and taken away again', async () => {
    const { id } = await define({ type: 'number' })
    expect(await known(id)).toMatchObject({ value: null, said: null, may: true })
    expect((await set(id, 'many')).status).toBe(400)
    expect((await set(id, 3)).status).toBe(200)
    expect(await known(id)).toMatchObject({ value: 3, said: { by: 'person', name: 'Eva Person' } })
    await set(id, null)
    expect(await known(id)).toMatchObject({ value: null, said: { by: 'person' } })
  })

  test('is another brand’s nowhere, and only for those who may read and write it', async () => {
    const foreign = await define({ brand: the.vela })
    expect((await set(foreign.id, 'x')).status).toBe(404)
    const secret = await define({ reads: 'leads', writes: 'leads' })
    expect(await known(secret.id)).toBeUndefined()
    expect((await set(secret.id, 'x')).status).toBe(404)
    const shown = await define({ writes: 'leads' })
    expect(await known(shown.id)).toMatchObject({ may: false })
    expect((await set(shown.id, 'x')).status).toBe(403)
    const lead = await the.person({ role: 'lead', brand: the.lumo })
    expect((await set(secret.id, 'x', lead)).status).toBe(200)
  })

  test('goes with a merge, the younger word holds, and comes back with it', async () => {
    const { id } = await define()
    const other = (await the.visitor('Moi')).id
    await the.settle()
    const twin = (await the.open(the.admin, other)).row.contact.id
    await set(id, 'Mina')
    the.app.clock.advance({ minutes: 1 })
    const params = { id: twin, attribute: id }
    await the.get(eva, `PUT ${OF_CONTACT}/:attribute`, { params, body: { value: 'Amy' } })
    const merge = newId()
    await the.get(the.admin, 'POST /api/v1/contacts/:id/merges', {
      params: { id: contact },
      body: { id: merge, other: twin },
    })
    expect(await known(id)).toMatchObject({ value: 'Amy' })
    the.app.clock.advance({ minutes: 1 })
    await set(id, null)
    expect(await known(id)).toMatchObject({ value: null })
    await the.get(the.admin, 'DELETE /api/v1/contacts/:id/merges/:merge', { params: { id: contact, merge } })
    const { items } = await the.get(eva, `GET ${OF_CONTACT}`, { params: { id: twin } })
    expect(items.find((item) => item.id === id)).toMatchObject({ value: 'Amy' })
  })

  test('is gone when the customer is erased', async () => {
    const { id } = await define()
    await set(id, 'Mina')
    await the.get(the.admin, 'DELETE /api/v1/contacts/:id', { params: { id: contact } })
    const { rows } = await the.app.app.database.pool.query(
      'select from people.attribute_value where contact_id = $1 or subject = $1',
      [contact],
    )
    expect(rows).toEqual([])
  })
})

describe('another definition', () => {
  test('loses no value: it is refused with those that do not fit, and what fits is said anew', async () => {
    const text = await define()
    await set(text.id, '12 or so')
    const fit = { params: { id: text.id }, body: { type: 'number', options: [] } }
    expect(await the.get(the.admin, 'POST /api/v1/attributes/:id/fit', fit)).toEqual({
      misfits: [{ value: '12 or so', times: 1 }],
      total: 1,
    })
    expect((await change(text, { type: 'number' })).status).toBe(422)
    expect(await known(text.id)).toMatchObject({ type: 'text', value: '12 or so' })
    await set(text.id, '12')
    expect((await change(text, { type: 'number' })).status).toBe(200)
    expect(await known(text.id)).toMatchObject({ type: 'number', value: 12 })
  })

  test('takes no entry of a list that is chosen somewhere; retired, it stays there and is chosen nowhere else', async () => {
    const list = await define({ type: 'several', options: options('gold', 'silver') })
    await set(list.id, ['silver'])
    expect((await change(list, { options: options('gold') })).status).toBe(422)
    const retired = options('gold', 'silver').map((each) => ({ ...each, retired: each.key === 'silver' }))
    expect((await change(list, { options: retired })).status).toBe(200)
    expect((await set(list.id, ['silver', 'gold'])).status).toBe(200)
    await set(list.id, ['gold'])
    expect((await set(list.id, ['silver'])).status).toBe(400)
  })

  test('archived it is asked no more, and its values are there when it is used again', async () => {
    const { id } = await define()
    await set(id, 'Mina')
    await the.get(the.admin, 'PUT /api/v1/attributes/:id/archive', { params: { id } })
    expect(await known(id)).toBeUndefined()
    await the.get(the.admin, 'DELETE /api/v1/attributes/:id/archive', { params: { id } })
    expect(await known(id)).toMatchObject({ value: 'Mina' })
  })
})

describe('a conversation', () => {
  const setHere = (attribute: string, value: unknown) =>
    the.call(eva, 'PUT /api/v1/conversations/:id/attributes/:attribute', {
      params: { id: talk, attribute },
      body: { value },
    })
  const solve = () =>
    the.call(eva, 'PUT /api/v1/conversations/:id/solution', { params: { id: talk }, body: { disposition: null } })

  test('is not solved by a person while something required is not known', async () => {
    const asked = await define({ on: 'conversation', key: 'device', required: true })
    const refused = await solve()
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('device')])
    expect((await setHere(asked.id, 'Router')).status).toBe(200)
    expect((await solve()).status).toBe(200)
    await the.get(the.admin, 'PUT /api/v1/attributes/:id/archive', { params: { id: asked.id } })
  })

  test('gives words away where they are taken out of it', async () => {
    const [text, number] = [await define({ on: 'conversation' }), await define({ on: 'conversation', type: 'number' })]
    await setHere(text.id, 'IBAN 12345')
    await setHere(number.id, 12345)
    await the.app.app.database.transaction('system', (tx) =>
      redactValues(tx, { conversations: [talk], pieces: ['12345'], wholly: [] }),
    )
    const { items } = await the.get(eva, 'GET /api/v1/conversations/:id/attributes', { params: { id: talk } })
    const heldOf = (id: string) => items.find((item) => item.id === id)?.value
    expect([heldOf(text.id), heldOf(number.id)]).toEqual(['IBAN ▇▇▇▇▇▇', null])
  })

  test('is found by what is known of it, and by what is known of its customer', async () => {
    const [here, person] = [
      await define({ on: 'conversation', type: 'several', options: options('a', 'b') }),
      await define(),
    ]
    await setHere(here.id, ['a', 'b'])
    await set(person.id, 'Mina')
    await the.visitor('Ni l’un ni l’autre')
    await the.settle()
    const found = async (list: string) =>
      (await the.get(eva, 'GET /api/v1/inbox', { query: { list } })).items.map(({ id }) => id)
    expect(await found(`attribute:${here.id}:"a"`)).toEqual([talk])
    expect(await found(`attribute:${here.id}:"c"`)).toEqual([])
    expect(await found(`attribute:${person.id}:"Mina"`)).toEqual([talk])
  })
})
