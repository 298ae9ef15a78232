import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice, post } from '../../../test/support/post-office.ts'

const CARE = 'care@lumo.example'
let the: Care
let office: PostOffice
let eva: Person
beforeAll(async () => {
  the = await care({ start: { config: { smtpPort: 0 } } })
  office = await openPostOffice()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  const smtp = { host: '127.0.0.1', port: office.port, security: 'none' }
  const settings = { address: CARE, smtp, authservId: 'mx.test', relays: ['127.0.0.1'] }
  const body = { id: newId(), brand: the.lumo, channel: 'email', name: 'Care', settings, allow: [office.host] }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})

let n = 0
/** Somebody writes and an advisor answers; to whom the answer goes. */
async function answered(replyTo: string, verdict: string): Promise<string[] | undefined> {
  const subject = `Order ${++n}`
  const headers = { 'Authentication-Results': `mx.test; ${verdict}` }
  const mail = { from: 'robot@shop.example', replyTo, to: CARE, subject, text: 'where is it?', headers }
  await post(the.app.mailPort ?? 0, mail)
  await the.settle()
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  await the.reply(eva, items.find((row) => row.subject === subject)?.id ?? '', 'On its way')
  await the.settle()
  the.app.clock.advance({ seconds: 6 })
  await the.settle()
  const sent = office.seen.at(-1)
  expect(sent?.read.to.map(({ address }) => address)).toEqual(sent?.to)
  return sent?.to
}
const pass = 'dmarc=pass header.from=shop.example'

test.each([
  ['of the same house is answered there', 'orders@mail.shop.example', pass, 'orders@mail.shop.example'],
  [
    'that signed the mail is answered there',
    'desk@tickets.example',
    `${pass}; dkim=pass header.d=tickets.example`,
    'desk@tickets.example',
  ],
  ['of a stranger is not answered', 'victim@other.example', pass, 'robot@shop.example'],
  [
    'of a stranger with a broken signature is not',
    'victim@other.example',
    `${pass}; dkim=fail header.d=other.example`,
    'robot@shop.example',
  ],
  ['of an unproven sender is not', 'orders@shop.example', 'dmarc=fail', 'robot@shop.example'],
])('a Reply-To %s', async (_, replyTo, verdict, expected) => {
  expect(await answered(replyTo, verdict)).toEqual([expected])
})
