import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Care, care } from '../../../test/support/care.ts'

let the: Care
beforeAll(async () => {
  the = await care()
})
afterAll(() => the.app.stop())

test('what the visitor’s window has shown, the advisor sees as read; what came after it is only sent', async () => {
  const amina = await the.visitor('Ma SIM est bloquée')
  await the.settle()
  const eva = await the.person({ role: 'advisor', brand: the.lumo })
  await the.reply(eva, amina.id, 'Je regarde')
  const states = async () =>
    (await the.open(eva, amina.id)).messages.flatMap(({ delivery }) => (delivery === null ? [] : [delivery.state]))
  expect(await states()).toEqual(['sent'])
  await the.get({ token: amina.token }, 'PUT /api/v1/chat/read', { body: { seq: 2 } })
  await the.reply(eva, amina.id, 'Voilà')
  expect(await states()).toEqual(['read', 'sent'])
})
