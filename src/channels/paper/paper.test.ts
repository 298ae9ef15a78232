import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases } from '#cases'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import { CARE, mailboxValues } from '../../../test/support/mailroom.ts'
import { brandValues, type Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice, post } from '../../../test/support/post-office.ts'

let the: Care
let office: PostOffice
let eva: Person
beforeAll(async () => {
  the = await care({ modules: [openCases], start: { config: { smtpPort: 0, publicUrl: 'http://care.lumo.example' } } })
  office = await openPostOffice()
  const body = brandValues('lumo', {
    name: 'Lumo',
    languages: ['fr', 'nl'],
    firstHolder: 'queue',
    legal: { fr: 'Lumo SA, rue de la Paix 1, Namur' },
  })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  eva = await the.person({ role: 'lead', brand: the.lumo })
  const box = { id: newId(), brand: the.lumo, channel: 'email', ...mailboxValues(office) }
  await the.get(the.admin, 'POST /api/v1/accounts', { body: box })
})
afterAll(async () => {
  await the?.app.stop()
  await office[Symbol.asyncDispose]()
})

async function scanned(name: string, type: string, bytes: string, who: Person = eva): Promise<string> {
  const id = newId()
  const form = new FormData()
  form.append('file', new File([bytes], name, { type }))
  const answer = await the.app.fetch(`/api/v1/uploads?id=${id}&brand=${the.lumo}`, {
    session: who.session,
    method: 'POST',
    body: form,
  })
  expect(answer.status).toBe(200)
  return id
}
const takes = (talk: { id: string }, body: object, who: Person = eva) =>
  the.call(who, 'POST /api/v1/conversations/:id/paper', { params: { id: talk.id }, body: body as never })
const said = async ({ id }: { id: string }) => (await the.open(eva, id)).messages
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'

test('a letter that came is a message of its sender, with its scan and the day it came, once', async () => {
  const amina = await the.visitor('Bonjour', { lang: 'fr' })
  await the.settle()
  await the.get(eva, 'PUT /api/v1/conversations/:id/solution', {
    params: { id: amina.id },
    body: { disposition: null },
  })
  const file = await scanned('lettre.pdf', 'application/pdf', PDF)
  const body = { id: newId(), file, from: 'Amina Benali', receivedOn: '2026-06-05', text: 'Je résilie.' }
  expect((await takes(amina, body)).status).toBe(200)
  expect((await takes(amina, body)).status).toBe(200)
  await the.settle()
  const messages = await said(amina)
  expect(messages).toHaveLength(2)
  expect(messages[1]).toMatchObject({
    by: { kind: 'contact' },
    channel: 'letter',
    text: 'Lettre de Amina Benali, reçue le 5 juin 2026\n\nJe résilie.',
    attachments: [{ name: 'lettre.pdf', mime: 'application/pdf' }],
  })
  // It is work: what was solved is open again.
  expect((await the.open(eva, amina.id)).row.status).toBe('open')
  const href = messages[1]?.attachments[0]?.href ?? ''
  expect((await the.app.fetch(href, { session: eva.session })).status).toBe(200)
})

test('what is no scan, came tomorrow, or is somebody else’s to read is refused', async () => {
  const amina: Visitor = await the.visitor('Bonjour')
  await the.settle()
  const file = await scanned('notes.txt', 'text/plain', 'a text')
  const letter = { id: newId(), file, from: 'Amina', receivedOn: '2026-06-05' }
  expect((await takes(amina, letter)).status).toBe(422)
  const pdf = await scanned('lettre.pdf', 'application/pdf', PDF)
  expect((await takes(amina, { ...letter, file: pdf, receivedOn: '2027-01-01' })).status).toBe(400)
  const noor = await the.person({ role: 'lead', brand: the.vela })
  expect((await takes(amina, { ...letter, file: pdf }, noor)).status).toBe(404)
  expect(await said(amina)).toHaveLength(1)
})

test('a letter goes out on paper alone: printed with brand and reference, sent today, also of a conversation by mail', async () => {
  const headers = { 'Authentication-Results': 'mx.lumo.example; dmarc=pass header.from=customer.example' }
  const mail = { from: 'amina@customer.example', to: CARE, subject: 'Facture', text: 'Par courrier, svp' }
  await post(the.app.mailPort ?? 0, { ...mail, headers })
  await the.settle()
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  const { id = '', reference = '' } = items.find(({ subject }) => subject === 'Facture') ?? {}
  const before = office.seen.length
  const body = { id: newId(), to: 'Amina Benali\nRue Haute 3\n5000 Namur', text: 'Voici **le détail**.', seenSeq: 1 }
  const print = () => the.get(eva, 'POST /api/v1/conversations/:id/letters', { params: { id }, body })
  const letter = await print()
  expect(letter).toMatchObject({
    brand: 'Lumo',
    sender: 'Lumo SA, rue de la Paix 1, Namur',
    to: body.to,
    reference,
    lang: 'fr',
    html: expect.stringContaining('<strong>le détail</strong>'),
  })
  expect(await print()).toEqual(letter)
  await the.settle()
  the.app.clock.advance({ minutes: 10 })
  await the.settle()
  expect(office.seen.length).toBe(before)
  expect((await said({ id })).at(-1)).toMatchObject({
    channel: 'letter',
    delivery: { state: 'sent' },
    text: `Lettre à Amina Benali, Rue Haute 3, 5000 Namur, ${letter.date}\n\nVoici **le détail**.`,
  })
  const stale = { ...body, id: newId(), seenSeq: 0 }
  const refused = await the.call(eva, 'POST /api/v1/conversations/:id/letters', { params: { id }, body: stale })
  expect(refused).toMatchObject({ status: 409, body: { code: 'stale' } })
})
