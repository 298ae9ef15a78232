import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBot } from '#bot'
import { newId } from '#kernel/ids'
import { openKnowledge } from '#knowledge'
import { type Care, care } from '../support/care.ts'
import { openPostOffice, type PostOffice, post } from '../support/post-office.ts'

interface Operator {
  the: Care
  office: PostOffice
  address: string
  port: number
}

/** An operator whose bot answers mail first, and whose mail goes to its own post office. */
async function operator(address: string): Promise<Operator> {
  const the = await care({ modules: [openKnowledge, openBot], start: { config: { smtpPort: 0 } } })
  const office = await openPostOffice()
  const { row } = await brandOf(the)
  await the.app.fetch(`/api/v1/brands/${the.lumo}`, { method: 'PUT', session: the.admin.session, json: row })
  const settings = {
    address,
    smtp: { host: '127.0.0.1', port: office.port, security: 'none' },
    authservId: 'mx.example',
    relays: ['127.0.0.1'],
  }
  const body = { id: newId(), brand: the.lumo, channel: 'email', name: 'Care', settings, allow: [office.host] }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
  return { the, office, address, port: the.app.mailPort ?? 0 }
}

async function brandOf(the: Care) {
  const { items } = await the.get(the.admin, 'GET /api/v1/brands')
  return { row: items.find((one) => one.id === the.lumo) }
}

let one: Operator
let two: Operator
beforeAll(async () => {
  one = await operator('care@one.example')
  two = await operator('help@two.example')
})
afterAll(async () => {
  for (const { the, office } of [one, two]) {
    await the.app.stop()
    await office[Symbol.asyncDispose]()
  }
})

/** Carries what was posted to the other side, as their mail servers would; answers how many. */
async function carry(from: Operator, to: Operator): Promise<number> {
  await from.the.settle()
  const mails = from.office.seen.splice(0)
  for (const mail of mails) {
    const raw = `Authentication-Results: mx.example; dmarc=pass\r\n${mail.raw}`
    await post(to.port, { envelope: { from: mail.from, to: mail.to }, raw })
  }
  await to.the.settle()
  return mails.length
}

test('two operators whose bots answer mail stop answering each other within two mails', async () => {
  const begun = await post(two.port, {
    envelope: { from: one.address, to: [two.address] },
    raw: `Authentication-Results: mx.example; dmarc=pass\r\nFrom: One <${one.address}>\r\nTo: ${two.address}\r\nSubject: Hello\r\n\r\nWhere is my PUK?\r\n`,
  })
  expect(begun.code).toBe(250)
  await two.the.settle()
  expect(two.office.seen, 'the bot did answer a first mail').not.toEqual([])
  let carried = 0
  for (let turn = 0; turn < 5; turn++) {
    carried += await carry(two, one)
    carried += await carry(one, two)
  }
  expect(carried).toBeLessThanOrEqual(2)
})
