import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import { openKnowledge } from '#knowledge'
import { openNotices } from '#notices'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'

let the: Care
let lead: Person
let eva: Person
let noor: Person
let amina: Visitor
let article: string
beforeAll(async () => {
  the = await care({ modules: [openNotices, openKnowledge] })
  lead = await the.person({ role: 'lead', brand: the.lumo })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  noor = await the.person({ role: 'lead', brand: the.vela })
  article = await published({ title: 'Mon code PUK', body: 'Le code **PUK** a huit chiffres.', slug: 'puk' })
  await published({ title: 'Ma facture', body: 'Vos factures sont ici.', slug: 'facture' })
  amina = await the.visitor('Mon téléphone demande le code PUK', { name: 'Amina', lang: 'fr' })
  await the.settle()
})
afterAll(() => the.app.stop())

async function published({ title, body, slug }: { title: string; body: string; slug: string }): Promise<string> {
  const id = newId()
  const rest = { summary: '', keywords: [], questions: [], likely: false }
  await the.get(lead, 'POST /api/v1/articles', {
    body: { id, brand: the.lumo, key: slug, lang: 'fr', title, slug, body, ...rest },
  })
  await the.get(lead, 'PUT /api/v1/articles/:id/publication', { params: { id } })
  return id
}
const at = (id: string) => ({ params: { id } })
const flag = (who: Person, body: { id?: string; article: string | null; note?: string }, talk = amina.id) =>
  the.call(who, 'POST /api/v1/conversations/:id/article-flags', {
    ...at(talk),
    body: { id: newId(), note: '', ...body },
  })
const settle = (who: Person, id: string, how: string) =>
  the.call(who, 'PUT /api/v1/article-flags/:id/settled', { ...at(id), body: { how } })
const open = async (who: Person, state = 'open') =>
  (await the.get(who, 'GET /api/v1/article-flags', { query: { state } })).items.map(({ id }) => id)
const told = async (who: Person) =>
  (await the.get(who, 'GET /api/v1/notices')).items.filter(({ kind }) => kind === 'flag')
const idOf = (answer: { body: unknown }): string => (answer.body as { id: string }).id

test('what answers the customer’s words stands beside the conversation, with its text and address', async () => {
  const found = await the.get(eva, 'POST /api/v1/conversations/:id/answers', {
    ...at(amina.id),
    body: { q: 'Mon téléphone demande le code PUK' },
  })
  expect(found.items[0]).toMatchObject({
    id: article,
    title: 'Mon code PUK',
    body: 'Le code **PUK** a huit chiffres.',
    html: '<p>Le code <strong>PUK</strong> a huit chiffres.</p>\n',
    lang: 'fr',
  })
  expect(found.items[0]?.url).toMatch(/^http:\/\/.*\/b\/lumo\/help\/puk$/)
  const foreign = await the.call(noor, 'POST /api/v1/conversations/:id/answers', {
    ...at(amina.id),
    body: { q: 'PUK' },
  })
  expect(foreign.status).toBe(404)
})

test('an article that is wrong is told to its author, who settles it; it can be opened again', async () => {
  const made = await flag(eva, { article, note: 'It has ten digits' })
  const id = idOf(made)
  expect(made.body).toMatchObject({
    kind: 'wrong',
    article: { id: article, title: 'Mon code PUK' },
    note: 'It has ten digits',
    by: { id: eva.id },
    settled: null,
  })
  expect((await flag(eva, { id, article, note: 'It has ten digits' })).status).toBe(200)
  expect((await flag(eva, { id, article: null, note: 'Another' })).status).toBe(409)
  expect(await told(lead)).toMatchObject([{ about: { kind: 'article-flag', id }, data: { code: 'wrong' } }])
  expect(await told(eva)).toEqual([])
  expect([await open(lead), await open(eva), await open(noor)]).toEqual([[id], [id], []])
  expect((await settle(eva, id, 'mended')).status).toBe(403)
  expect((await settle(noor, id, 'declined')).status).toBe(404)
  expect((await settle(lead, id, 'mended')).body).toMatchObject({ settled: { how: 'mended' } })
  expect((await settle(lead, id, 'declined')).body).toMatchObject({ settled: { how: 'mended' } })
  expect([await open(lead), await open(lead, 'settled')]).toEqual([[], [id]])
  await the.get(lead, 'DELETE /api/v1/article-flags/:id/settled', at(id))
  expect(await open(lead)).toEqual([id])
  // An article that is removed leaves what was said of it.
  await settle(lead, id, 'mended')
})

test('one that is missing needs words, and who said it can take it back', async () => {
  expect((await flag(eva, { article: null, note: ' ' })).body).toMatchObject({ faults: [{ pointer: '/body/note' }] })
  expect((await flag(noor, { article: null, note: 'eSIM' })).status).toBe(404)
  expect((await flag(eva, { article: newId(), note: '' })).status).toBe(404)
  const id = idOf(await flag(eva, { article: null, note: 'How to move an eSIM' }))
  expect((await settle(lead, id, 'withdrawn')).status).toBe(403)
  expect((await settle(eva, id, 'withdrawn')).body).toMatchObject({ settled: { how: 'withdrawn' } })
})

test('its words are in no event, and go with the customer', async () => {
  await flag(eva, { article, note: 'Amina says ten' })
  const db = the.app.app.database.db
  const { rows } = await sql<{ data: object }>`
    select data from kernel.event where name like 'article.flag%'`.execute(db)
  expect(rows.length).toBeGreaterThan(2)
  expect(JSON.stringify(rows)).not.toContain('Amina')
  const { id } = (await the.open(the.admin, amina.id)).row.contact
  await the.get(the.admin, 'DELETE /api/v1/contacts/:id', at(id))
  await the.settle()
  expect((await sql`select 1 from knowledge.flag`.execute(db)).rows).toEqual([])
})
