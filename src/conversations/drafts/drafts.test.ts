import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'

const SHARING = '/api/v1/conversations/:id/drafts/reply/sharing'
let the: Care
let eva: Person
let ben: Person
beforeAll(async () => {
  the = await care()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  ben = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(() => the.app.stop())

const writes = (who: Person, { id }: Visitor, text: string) =>
  the.get(who, 'PUT /api/v1/conversations/:id/drafts/:kind', { params: { id, kind: 'reply' }, body: { text } })
const shares = (who: Person, { id }: Visitor) => the.call(who, `PUT ${SHARING}`, { params: { id } })
const seen = async (who: Person, { id }: Visitor) =>
  (await the.open(who, id)).shared.map(({ by, text }) => `${by === eva.id ? 'eva' : 'ben'}: ${text}`)
const rev = async ({ id }: Visitor) => (await the.open(ben, id)).row.rev

test('what somebody shares while they write is read by colleagues, until it is sent', async () => {
  const amina = await the.visitor('Bonjour')
  expect((await shares(eva, amina)).status).toBe(422)
  await writes(eva, amina, 'Nous')
  expect(await seen(ben, amina)).toEqual([])
  expect((await shares(eva, amina)).status).toBe(200)
  expect(await seen(ben, amina)).toEqual(['eva: Nous'])
  expect(await seen(eva, amina)).toEqual([])
  expect((await the.open(eva, amina.id)).drafts).toMatchObject([{ kind: 'reply', shared: true }])
  await writes(eva, amina, 'Nous cherchons')
  expect(await seen(ben, amina)).toEqual(['eva: Nous cherchons'])
  await the.reply(eva, amina.id, 'Nous cherchons encore')
  expect(await seen(ben, amina)).toEqual([])
  expect(await amina.sees()).toEqual(['you: Bonjour', 'agent: Nous cherchons encore'])
})

test('colleagues’ screens are told of it every two seconds at most, and when it ends', async () => {
  const amina = await the.visitor('Encore')
  await writes(eva, amina, 'a')
  await shares(eva, amina)
  const before = await rev(amina)
  await writes(eva, amina, 'ab')
  expect(await rev(amina)).toBe(before)
  the.app.clock.advance({ seconds: 3 })
  await writes(eva, amina, 'abc')
  expect(await rev(amina)).toBe(before + 1)
  await the.get(eva, `DELETE ${SHARING}`, { params: { id: amina.id } })
  expect(await seen(ben, amina)).toEqual([])
  expect(await rev(amina)).toBe(before + 2)
  await the.get(eva, `DELETE ${SHARING}`, { params: { id: amina.id } })
  expect(await rev(amina)).toBe(before + 2)
})
