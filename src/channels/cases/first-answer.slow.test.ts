import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases } from '#cases'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../test/support/care.ts'
import { CARE, mailboxValues } from '../../../test/support/mailroom.ts'
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
