import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'

const MESSAGE = '/api/v1/conversations/:id/messages/:message/labels/:label'
const PERSON = '/api/v1/contacts/:id/labels/:label'
let the: Care
let eva: Person
let angry: string
let foreign: string
beforeAll(async () => {
  the = await care()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  angry = await label(null)
  foreign = await label(the.vela)
})
afterAll(() => the.app.stop())

async function label(brand: string | null): Promise<string> {
  const body = { id: newId(), brand, name: { en: 'Angry' }, hue: 20 }
  await the.get(the.admin, 'POST /api/v1/labels', { body })
  return body.id
}
const first = async ({ id }: Visitor) => {
  const [message] = (await the.open(eva, id)).messages
  if (message === undefined) throw new Error('They wrote.')
  return message
}

test('a message is labelled by whom, once, and no customer reads it', async () => {
  const amina = await the.visitor('C’est une honte')
  const { id: message, rev } = await first(amina)
  const params = { id: amina.id, message, label: angry }
  for (let n = 0; n < 2; n++) expect((await the.call(eva, `PUT ${MESSAGE}`, { params })).status).toBe(200)
  expect(await first(amina)).toMatchObject({ rev: rev + 1, labels: [{ label: angry, by: `agent:${eva.id}` }] })
  expect(JSON.stringify(await amina.state())).not.toContain(angry)
  expect((await the.call(eva, `PUT ${MESSAGE}`, { params: { ...params, label: foreign } })).status).toBe(404)
  for (let n = 0; n < 2; n++) expect((await the.call(eva, `DELETE ${MESSAGE}`, { params })).status).toBe(200)
  expect(await first(amina)).toMatchObject({ rev: rev + 2, labels: [] })
})

test('a conversation’s labels say who or what gave them', async () => {
  const amina = await the.visitor('Encore')
  await the.get(eva, 'PUT /api/v1/conversations/:id/labels/:label', { params: { id: amina.id, label: angry } })
  const { items } = await the.get(eva, 'GET /api/v1/conversations/:id/labels', { params: { id: amina.id } })
  expect(items).toMatchObject([{ label: angry, by: { kind: 'agent', name: 'Eva Person' } }])
})

test('a person is labelled; merged, what both had is one, and taken apart each has their own', async () => {
  const [amina, twin] = [await the.visitor('Moi'), await the.visitor('Aussi moi')]
  const contactOf = async ({ id }: Visitor) => (await the.open(eva, id)).row.contact.id
  const [one, other] = [await contactOf(amina), await contactOf(twin)]
  for (const id of [one, other]) await the.get(eva, `PUT ${PERSON}`, { params: { id, label: angry } })
  const lead = await the.person({ role: 'lead', brand: the.lumo })
  const merge = { id: newId(), other }
  await the.get(lead, 'POST /api/v1/contacts/:id/merges', { params: { id: one }, body: merge })
  const of = async (id: string) => (await the.get(eva, 'GET /api/v1/contacts/:id/labels', { params: { id } })).items
  expect(await of(one)).toMatchObject([{ label: angry, by: { kind: 'agent' } }])
  await the.get(lead, 'DELETE /api/v1/contacts/:id/merges/:merge', { params: { id: one, merge: merge.id } })
  expect([(await of(one)).length, (await of(other)).length]).toEqual([1, 1])
  await the.get(eva, `DELETE ${PERSON}`, { params: { id: one, label: angry } })
  expect([(await of(one)).length, (await of(other)).length]).toEqual([0, 1])
  expect((await the.call(eva, `PUT ${PERSON}`, { params: { id: one, label: foreign } })).status).toBe(404)
})
