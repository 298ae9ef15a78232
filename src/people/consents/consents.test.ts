import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cast, cast } from '../../../test/support/people.ts'
import { withdrawnBy } from './withdrawn-by.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

type Medium = 'sms' | 'email' | null
const say = async (id: string, given: boolean, channel: Medium, how: string) => {
  the.app.clock.advance({ minutes: 1 })
  const params = { id, purpose: 'offers' }
  return the.ask(the.admin, 'PUT /api/v1/contacts/:id/consents/:purpose', { params, body: { given, how, channel } })
}
const withdrawn = (contact: string, channel: string) =>
  withdrawnBy(the.app.app.database.db, { contact, purpose: 'offers', channel })

test('the latest word on a channel or on all of them holds, and every word is kept with its proof', async () => {
  const id = await the.contact('consents@mail.example', 'Karim')
  expect(await withdrawn(id, 'sms')).toBe(false)
  await say(id, true, 'sms', 'ticked the form')
  await say(id, false, 'sms', 'answered STOP')
  expect([await withdrawn(id, 'sms'), await withdrawn(id, 'email')]).toEqual([true, false])
  const { consents } = await say(id, false, null, 'wrote a letter')
  expect(consents).toMatchObject([{ channel: null, given: false }])
  expect(await withdrawn(id, 'email')).toBe(true)
  const after = await say(id, true, 'email', 'said on the phone')
  expect(after.consents).toMatchObject([
    { channel: null, given: false },
    { channel: 'email', given: true },
  ])
  expect([await withdrawn(id, 'email'), await withdrawn(id, 'sms')]).toEqual([false, true])
  const { items } = await the.ask(the.admin, 'GET /api/v1/contacts/:id/consents', { params: { id } })
  expect(items.map(({ how }) => how)).toEqual([
    'said on the phone',
    'wrote a letter',
    'answered STOP',
    'ticked the form',
  ])
})

test('what was said before of all channels is said anew for one', async () => {
  const id = await the.contact('consents-2@mail.example', 'Karim')
  await say(id, true, null, 'in the shop')
  const { consents } = await say(id, true, 'sms', 'in the shop')
  expect(consents.map(({ channel }) => channel)).toEqual([null, 'sms'])
})
