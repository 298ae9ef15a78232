import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Cast, cast } from '../../../test/support/people.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

async function advisor(role = 'advisor'): Promise<string> {
  const id = newId()
  const roles = [{ role, brand: null, scope: '*' }]
  const body = { id, name: 'Noor Haddad', publicName: 'Noor', login: `${id}@staff.example`, roles, active: true }
  await the.ask(the.admin, 'POST /api/v1/agents', {
    body: { ...body, languages: [], skills: [], partner: null, teams: [] },
  })
  return id
}
const linkFor = async (id: string) =>
  (await the.ask(the.admin, 'PUT /api/v1/agents/:id/password-link', { params: { id } })).link
const choose = (link: string, password: string) =>
  the.app.fetch('/api/v1/password/by-link', { method: 'PUT', json: { token: link.split('#')[1], password } })

test('an advisor chooses a new password by the link, once; a second link ends the first', async () => {
  const id = await advisor()
  const [first, second] = [await linkFor(id), await linkFor(id)]
  expect(second).toContain('/console/password#')
  expect((await choose(first, 'a sentence of my own')).status).toBeGreaterThanOrEqual(400)
  expect((await choose(second, 'a sentence of my own')).status).toBe(204)
  expect((await choose(second, 'another sentence')).status).toBeGreaterThanOrEqual(400)
  const json = { login: `${id}@staff.example`, password: 'a sentence of my own' }
  expect((await the.app.fetch('/api/v1/sessions', { json })).status).toBe(200)
})

test('nobody makes one for whom they may less than, for themselves, or for who is not active', async () => {
  const boss = await advisor('admin')
  const helper = await the.allowed(['people.manage', 'people.read'])
  const link = 'PUT /api/v1/agents/:id/password-link'
  expect((await the.refused(helper, link, { params: { id: boss } })).code).toBe('not_allowed')
  expect((await the.refused(the.admin, link, { params: { id: newId() } })).status).toBe(404)
})
