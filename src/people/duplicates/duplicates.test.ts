import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { recogniseContact } from '#people'
import { type Cast, cast } from '../../../test/support/people.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

const known = async (channel: string, handle: string, level: 'none' | 'channel' = 'channel', brand = the.lumo) =>
  (
    await the.app.app.database.transaction('system', (tx) =>
      recogniseContact(tx, { brand, channel, handle, name: 'Amina', level }),
    )
  ).contactId
const read = async (id: string, who = the.admin) =>
  (await the.ask(who, 'GET /api/v1/contacts/:id/duplicates', { params: { id } })).items

test('the same number on another channel is suggested with why; who is merged is suggested no more, and nobody is merged by it', async () => {
  const number = '+447700900321'
  const [bySms, byWhatsapp] = [await known('sms', number), await known('whatsapp', number)]
  await known('sms', number, 'channel', the.vela)
  expect(await read(bySms)).toMatchObject([{ id: byWhatsapp, why: ['verified-handle'], bothVerified: false }])
  const merge = newId()
  const params = { id: bySms }
  await the.ask(the.admin, 'POST /api/v1/contacts/:id/merges', { params, body: { id: merge, other: byWhatsapp } })
  expect(await read(bySms)).toEqual([])
  await the.ask(the.admin, 'DELETE /api/v1/contacts/:id/merges/:merge', { params: { ...params, merge } })
  expect(await read(bySms)).toMatchObject([{ id: byWhatsapp }])
})

test('an unproven number is said to be one; the same name counts within an organisation only', async () => {
  const [one, other] = [await known('sms', '+447700900322'), await known('voice', '+447700900322', 'none')]
  expect(await read(one)).toMatchObject([{ id: other, why: ['handle'] }])
  const [first, second] = [await known('email', 'a1@mail.example'), await known('email', 'a2@mail.example')]
  expect(await read(first)).toEqual([])
  for (const id of [first, second])
    await the.ask(the.admin, 'PUT /api/v1/contacts/:id/organisation', {
      params: { id },
      body: { organisation: 'Vallis' },
    })
  expect(await read(first)).toMatchObject([{ id: second, why: ['name-organisation'] }])
})

test('told apart they are not suggested again, on neither side, until it is taken back', async () => {
  const [one, other] = [await known('sms', '+447700900323'), await known('whatsapp', '+447700900323')]
  const params = { id: one, other }
  expect((await the.ask(the.admin, 'PUT /api/v1/contacts/:id/not-same/:other', { params })).items).toEqual([])
  expect(await read(other)).toEqual([])
  await the.ask(the.admin, 'DELETE /api/v1/contacts/:id/not-same/:other', { params: { id: other, other: one } })
  expect(await read(one)).toMatchObject([{ id: other }])
})
