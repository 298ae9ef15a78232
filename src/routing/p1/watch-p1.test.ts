import { afterAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import type { Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { type Shift, shift } from '../../../test/support/shift.ts'

let the: Shift
let lead: Person
beforeEach(async () => {
  await the?.care.app.stop()
  the = await shift([openNotices])
  lead = await the.care.person({ role: 'lead', brand: the.care.lumo })
  await the.queue('Général')
})
afterAll(() => the?.care.app.stop())

const told = async () =>
  (await the.care.get(lead, 'GET /api/v1/notices')).items.filter(({ data }) => data.code === 'p1').length
const urgent = async ({ id }: Visitor) => {
  const body = { impact: 'interrupted', responsibility: 'ours', why: 'Hospital' }
  await the.care.get(lead, 'PUT /api/v1/conversations/:id/priority', { params: { id }, body })
  await the.care.settle()
}
const later = async (seconds: number) => {
  the.care.app.clock.advance({ seconds })
  await the.care.settle()
}

test('nobody has it for a minute: who leads is told, and again, until somebody has', async () => {
  const amina = await the.comes('Le central est en panne')
  await the.care.settle()
  await urgent(amina)
  await later(50)
  expect(await told()).toBe(0)
  await later(11)
  expect(await told()).toBe(1)
  await later(301)
  expect(await told()).toBe(2)
  const eva = await the.advisor()
  await the.care.get(lead, 'PUT /api/v1/conversations/:id/assignment', {
    params: { id: amina.id },
    body: { agent: eva.id },
  })
  await later(301)
  expect(await told()).toBe(2)
})

test('whoever goes away gives it back, answered or not; what is less urgent and answered stays', async () => {
  const [amina, omar] = [await the.comes('Le central est en panne'), await the.comes('Ma facture')]
  await the.care.settle()
  const eva = await the.advisor()
  for (const { id } of [amina, omar]) {
    await the.care.get(lead, 'PUT /api/v1/conversations/:id/assignment', { params: { id }, body: { agent: eva.id } })
    await the.care.settle()
    await the.care.reply(eva, id, 'Nous regardons', { id: newId() })
  }
  await urgent(amina)
  await the.care.get(eva, 'PUT /api/v1/presence', { body: { state: 'away' } })
  await the.care.settle()
  expect([await the.holderOf(amina), await the.holderOf(omar)]).toEqual([null, eva.id])
  await later(61)
  expect(await told()).toBe(1)
})
