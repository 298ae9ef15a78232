import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases } from '#cases'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../test/support/care.ts'
import { CARE, mailboxValues } from '../../../test/support/mailroom.ts'
import { openOutside, signedDelivery } from '../../../test/support/outside.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice, post } from '../../../test/support/post-office.ts'

let the: Care
let office: PostOffice
let eva: Person
beforeAll(async () => {
  the = await care({ modules: [openCases], start: { config: { smtpPort: 0, publicUrl: 'http://care.lumo.example' } } })
  office = await openPostOffice()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  const body = { id: newId(), brand: the.lumo, channel: 'email', ...mailboxValues(office) }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})

const passes = async (seconds: number) => {
  await the.settle()
  the.app.clock.advance({ seconds })
  await the.settle()
}

test('the first answer by mail says the reference and where it is seen how it stands; the second does not repeat it', async () => {
  const headers = { 'Authentication-Results': 'mx.lumo.example; dmarc=pass header.from=customer.example' }
  const mail = { from: 'amina@customer.example', to: CARE, subject: 'Facture', text: 'Bonjour, pourquoi si haute ?' }
  await post(the.app.mailPort ?? 0, { ...mail, headers })
  await the.settle()
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  const { id = '', reference = '' } = items.find(({ subject }) => subject === 'Facture') ?? {}
  expect((await the.reply(eva, id, 'Voilà le détail')).status).toBe(200)
  await passes(7)
  const first = office.seen.at(-1)
  expect(first?.read.text).toContain(`Votre référence : ${reference}`)
  const link = /http:\/\/care\.lumo\.example(\/b\/lumo\/case\/[\w-]{32})\?lang=fr/.exec(first?.read.text ?? '')
  expect(link).not.toBeNull()
  expect(first?.read.html).toContain(link?.[1] ?? 'no link')
  const params = { id }
  const { url } = await the.get(eva, 'PUT /api/v1/conversations/:id/case/link', { params })
  expect(new URL(url).pathname).toBe(link?.[1])
  expect((await the.reply(eva, id, 'Encore une chose')).status).toBe(200)
  await passes(7)
  expect(office.seen.at(-1)?.read.text).toContain('Encore une chose')
  expect(office.seen.at(-1)?.read.text.split('\n>')[0]).not.toContain('/case/')
})

test('in a chat it stands under the first answer, with the page of its case, the same each time', async () => {
  const visitor = await the.visitor('Ma box ne marche plus', { lang: 'fr' })
  await the.settle()
  await the.reply(eva, visitor.id, 'Éteignez-la.')
  await the.settle()
  const named = await the.get({ token: visitor.token }, 'PUT /api/v1/chat/case')
  expect(named.reference).toBe((await the.open(eva, visitor.id)).row.reference)
  expect(named.url).toMatch(/\/b\/lumo\/case\/[\w-]{32}/)
  expect(await the.get({ token: visitor.token }, 'PUT /api/v1/chat/case')).toEqual(named)
})

test.each([
  [
    'words',
    /^Voilà\n\nVotre référence : (LUM-\S+)\nVoir où en est votre demande et la suite: http\S+\/case\/[\w-]{32}/,
  ],
  ['short', /^Voilà\n\nRéf\. (LUM-\S+)$/],
  ['own', /^Voilà$/],
] as const)('a system of the operator’s own is given it as it was set: %s', async (caseLine, shape) => {
  await using outside = await openOutside()
  const account = newId<'account'>()
  const secrets = [{ name: 'signing', value: 'a signing secret of this test' }]
  const settings = { url: outside.url, caseLine }
  const body = { id: account, brand: the.lumo, channel: 'custom', name: `Box ${caseLine}`, settings, secrets }
  await the.get(the.admin, 'POST /api/v1/accounts', { body: { ...body, allow: [outside.host] } })
  const at = the.app.clock.now()
  const said = {
    ...{ type: 'message', id: newId(), thread: newId(), at: at.toISOString(), text: `Ma box, ${caseLine}` },
    ...{ from: { id: `box ${caseLine}`, name: 'Amina' }, lang: 'fr' },
  }
  const delivery = signedDelivery([said], { id: newId(), secret: 'a signing secret of this test', at })
  expect((await the.app.fetch(`/hooks/custom/${account}`, delivery)).status).toBe(200)
  await the.settle()
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  const { id = '', reference = '' } = items.find(({ lastText }) => lastText === said.text) ?? {}
  await the.reply(eva, id, 'Voilà')
  await passes(7)
  const [first] = outside.seen.map(({ body: sent }) => JSON.parse(sent))
  expect(first).toMatchObject({ lang: 'fr', case: { reference } })
  expect(shape.exec(String(first?.text))?.[1] ?? reference).toBe(reference)
  expect(String(first?.text)).toMatch(shape)
  await the.reply(eva, id, 'Encore')
  await passes(7)
  expect(outside.seen.map(({ body: sent }) => JSON.parse(sent))[1]).toMatchObject({ text: 'Encore', case: null })
})
