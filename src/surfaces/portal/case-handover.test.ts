import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases } from '#cases'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import { brandValues, type Person } from '../../../test/support/people.ts'
import { openPortal } from './module.ts'

let the: Care
let eva: Person
let noor: Person
beforeAll(async () => {
  the = await care({ modules: [openNotices, openCases, openPortal] })
  for (const [slug, id] of [
    ['lumo', the.lumo],
    ['vela', the.vela],
  ] as const) {
    const body = brandValues(slug, {
      name: slug === 'lumo' ? 'Lumo' : 'Vela',
      languages: ['fr', 'en'],
      firstHolder: 'queue',
    })
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body })
  }
  eva = await the.person({ role: 'lead', brand: the.lumo })
  noor = await the.person({ role: 'lead', brand: the.vela })
})
afterAll(() => the?.app.stop())

async function writes(): Promise<Visitor> {
  const visitor = await the.visitor('Je veux la fibre chez vous et chez Vela', { name: 'Amina Benali', lang: 'en' })
  await the.get({ token: visitor.token }, 'PUT /api/v1/chat/address', { body: { email: 'amina@mail.example' } })
  await the.settle()
  return visitor
}
const inHours = (hours: number) => new Date(the.app.clock.now().getTime() + hours * 3_600_000).toISOString()
const asks = async ({ id }: Visitor, more: object = {}) => {
  const body = {
    id: newId(),
    brand: the.vela,
    person: noor.id,
    takeBy: inHours(4),
    facts: ['name', 'email'],
    about: 'Fibre',
  }
  return the.call(eva, 'PUT /api/v1/conversations/:id/transfer', {
    params: { id },
    body: { ...body, ...more } as never,
  })
}
const asked = async (visitor: Visitor, more: object = {}): Promise<{ path: string; id: string }> => {
  const { status, body } = await asks(visitor, more)
  expect(status).toBe(200)
  return { path: new URL(body.url).pathname, id: body.transfer.id }
}
const shown = async (path: string) => (await the.app.fetch(`${path}?lang=en`)).text()
async function answers(path: string, transfer: string, wanted: 'passed' | 'kept') {
  const answer = await the.app.fetch(path, {
    redirect: 'manual',
    method: 'POST',
    body: new URLSearchParams({ do: wanted, transfer }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  await the.settle()
  return answer.headers.get('location')
}
const stateOf = async ({ id }: Visitor) =>
  (await the.get(eva, 'GET /api/v1/conversations/:id/transfer', { params: { id } })).out
const thereFor = async (who: Person) => (await the.get(who, 'GET /api/v1/inbox', { query: { view: 'all' } })).items

test('before the yes nothing is there; after it the person who was named has exactly what was shown, and takes it', async () => {
  const amina = await writes()
  const view = await the.get(eva, 'GET /api/v1/conversations/:id/transfer', { params: { id: amina.id } })
  expect(view.facts).toEqual([
    { key: 'name', value: 'Amina Benali' },
    { key: 'language', value: 'en' },
    { key: 'reference', value: expect.stringMatching(/^LUM-/) },
    { key: 'email', value: 'a•••@mail.example' },
    { key: 'about', value: '' },
  ])
  expect(view.brands).toMatchObject([{ id: the.vela, name: 'Vela' }])
  expect(view.brands[0]?.people.map(({ id }) => id)).toContain(noor.id)

  const { path, id } = await asked(amina)
  await the.settle()
  const page = await shown(path)
  expect(page).toContain('May Vela go on with this?')
  expect(page).toContain('amina@mail.example')
  expect(page).not.toContain('<dt>Language</dt>')
  expect(await thereFor(noor)).toEqual([])
  const { rows } = await the.app.app.database.pool.query('select 1 from people.contact where brand_id = $1', [the.vela])
  expect(rows).toEqual([])

  expect(await answers(path, id, 'passed')).toContain('done=passed')
  const [row] = await thereFor(noor)
  expect(row).toMatchObject({ contact: { name: 'Amina Benali' }, assignee: { id: noor.id }, channel: 'form' })
  const there = await the.open(noor, row?.id ?? '')
  expect(there.messages[0]?.text).toContain('Transmis par Lumo')
  expect(there.messages[0]?.text).toContain('Fibre')
  expect(there.messages[0]?.text).not.toMatch(/LUM-|Langue/)
  expect(await shown(path)).toContain('takes it')

  const taken = { params: { id: row?.id ?? '' } }
  const into = (await the.get(noor, 'GET /api/v1/conversations/:id/transfer', taken)).in
  expect(into).toMatchObject({ state: 'agreed', from: { name: 'Lumo' } })
  await the.get(noor, 'DELETE /api/v1/conversations/:id/assignment', taken)
  await the.get(noor, 'PUT /api/v1/conversations/:id/transfer/taken', taken)
  await the.settle()
  expect((await the.open(noor, row?.id ?? '')).row.assignee).toMatchObject({ id: noor.id })
  expect(await stateOf(amina)).toMatchObject({ state: 'taken', arrivedAs: row?.reference })
  const after = await shown(path)
  expect(after).toContain('Eva of Vela has it now.')
  expect(after).toContain(`Your reference at Vela: ${row?.reference}`)
  const link = /href="[^"]*(\/b\/vela\/case\/[\w-]{32})/.exec(after)?.[1] ?? ''
  expect(await shown(link)).toContain(`Your case ${row?.reference}`)
  expect((await the.get(eva, 'GET /api/v1/notices')).items[0]).toMatchObject({ data: { code: 'transfer-taken' } })
  // Its time passes, and nothing comes back.
  the.app.clock.advance({ hours: 5 })
  await the.settle()
  expect(await stateOf(amina)).toMatchObject({ state: 'taken' })
})

test('not taken in time it comes back: open again here, its owner warned, and nothing of it left there', async () => {
  const amina = await writes()
  const { path, id } = await asked(amina)
  await answers(path, id, 'passed')
  const reference = (await stateOf(amina))?.arrivedAs
  const row = (await thereFor(noor)).find((one) => one.reference === reference)
  expect(row).toBeDefined()
  await the.get(eva, 'PUT /api/v1/conversations/:id/solution', {
    params: { id: amina.id },
    body: { disposition: null },
  })
  the.app.clock.advance({ hours: 4, seconds: 1 })
  await the.settle()
  expect(await stateOf(amina)).toMatchObject({ state: 'returned' })
  expect((await the.open(eva, amina.id)).row.status).toBe('open')
  expect((await the.get(eva, 'GET /api/v1/notices')).items[0]).toMatchObject({ data: { code: 'transfer-returned' } })
  expect(await shown(path)).toContain('Vela did not take it in time.')
  const left = await the.open(noor, row?.id ?? '')
  expect(JSON.stringify(left.messages)).not.toContain('Amina')
  const late = await the.call(noor, 'PUT /api/v1/conversations/:id/transfer/taken', { params: { id: row?.id ?? '' } })
  expect(late.status).toBe(409)
})

test('a no keeps it here; a yes that comes late, or to what was taken back, passes nothing on', async () => {
  const [refuses, late, withdrawn] = [await writes(), await writes(), await writes()]
  const before = (await thereFor(noor)).length
  const no = await asked(refuses)
  expect(await answers(no.path, no.id, 'kept')).toContain('done=kept')
  expect(await stateOf(refuses)).toMatchObject({ state: 'declined' })
  const gone = await asked(withdrawn)
  await the.get(eva, 'DELETE /api/v1/conversations/:id/transfer', { params: { id: withdrawn.id } })
  expect(await shown(gone.path)).not.toContain('May Vela')
  expect(await answers(gone.path, gone.id, 'passed')).toContain('done=late')
  const slow = await asked(late, { takeBy: inHours(1) })
  // Of one case one cannot answer for another.
  expect(await answers(no.path, slow.id, 'passed')).toContain('done=late')
  the.app.clock.advance({ hours: 1, seconds: 1 })
  expect(await answers(slow.path, slow.id, 'passed')).toContain('done=late')
  expect(await stateOf(late)).toMatchObject({ state: 'returned' })
  expect((await thereFor(noor)).length).toBe(before)
})

test('what cannot be is refused with the reason', async () => {
  const amina = await writes()
  expect((await asks(amina, { brand: the.lumo })).status).toBe(422)
  expect((await asks(amina, { person: eva.id })).status).toBe(422)
  expect((await asks(amina, { takeBy: inHours(-1) })).status).toBe(400)
  expect((await asks(amina, { takeBy: inHours(24 * 31) })).status).toBe(400)
  const { id } = await asked(amina)
  expect((await asks(amina, { id })).status).toBe(200)
  expect((await asks(amina)).status).toBe(409)
  expect((await the.call(noor, 'GET /api/v1/conversations/:id/transfer', { params: { id: amina.id } })).status).toBe(
    404,
  )
})
