import { afterAll, beforeAll, expect, test } from 'vitest'
import { scriptFor } from '../customers/script.ts'
import { idFrom } from '../ids.ts'
import { openStage, openTown, type Stage, type Town } from '../testing/town.ts'
import { connectMailboxes } from './connect-mailboxes.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { addressOf, writeByMail } from './write-by-mail.ts'

let town: Town
let stage: Stage
let post: PostOffice
beforeAll(async () => {
  town = await openTown()
  await town.fill()
  await town.app.settle()
  stage = openStage(town, 'mail')
  post = await openPostOffice(town.app.mailPort ?? 0)
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  await post.close()
  await town.app.stop()
})

const all = async () => {
  const { items } = await town.api.call('GET /api/v1/inbox', town.key, { query: { view: 'all' } })
  return items.filter(({ channel }) => channel === 'email')
}
const settled = async (seconds = 0) => {
  await town.app.settle()
  town.app.clock.advance({ seconds })
  await town.app.settle()
}

test('a customer who writes by mail is answered, replies with a quote, and thanks; it is one conversation', async () => {
  await connectMailboxes(town.api, town.key, post)
  await connectMailboxes(town.api, town.key, post)
  const script = { ...scriptFor(stage.world, 'a mail', { brand: 'ondelle', lang: 'fr' }), exchanges: 2 }
  const ended = writeByMail(stage.world, script, post, 'aide@ondelle.example')
  // The bot answers by mail, and the customer asks for a person.
  const holders = async () => {
    await settled()
    return (await all()).map(({ holder }) => holder)
  }
  await expect.poll(holders, { timeout: 15_000 }).toEqual(['queue'])
  const [row] = await all()
  const params = { id: row?.id ?? '' }
  expect(row?.contact.name).toBe(script.customer.name)
  const agent = await town.api.signIn(idOfAgent(await town.api.call('GET /api/v1/agents', town.key, {})))
  for (const [n, text] of ['Avez-vous redémarré la box ?', 'Merci, c’est réglé.'].entries()) {
    const { row: now } = await town.api.call('GET /api/v1/conversations/:id', agent, { params })
    const body = { id: idFrom(`answer ${n}`), text, seenSeq: now.lastContactSeq }
    await town.api.call('POST /api/v1/conversations/:id/messages', agent, { params, body })
    await settled(6)
    const before = now.lastContactSeq
    const heard = async () => {
      await settled()
      return (await town.api.call('GET /api/v1/conversations/:id', agent, { params })).row.lastContactSeq
    }
    await expect.poll(heard, { timeout: 8_000 }).toBeGreaterThan(before)
  }
  expect(await ended).toBe('content')
  const { messages } = await town.api.call('GET /api/v1/conversations/:id', agent, { params })
  const theirs = messages.filter(({ by }) => by.kind === 'contact').map(({ text }) => text)
  expect(theirs.some((text) => text.includes('>'))).toBe(false)
  expect(addressOf(stage.world, script)).toMatch(/\.example$/)
})

const idOfAgent = ({ items }: { items: readonly { id: string; roles: readonly { role: string }[] }[] }): string =>
  items.find(({ roles }) => roles.some(({ role }) => role === 'admin'))?.id ?? ''
