import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf } from '../customers/address.ts'
import { LEAVES_ADDRESS, minutes, RATES } from '../customers/behaviour.ts'
import { openChat } from '../customers/chat.ts'
import { liveCustomer } from '../customers/live-customer.ts'
import { type Script, scriptFor, type Wish } from '../customers/script.ts'
import { idFrom } from '../ids.ts'
import { openStage, openTown, type Stage, type Town } from '../testing/town.ts'
import type { World } from '../world.ts'
import { connectMailboxes } from './connect-mailboxes.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { writeByMail } from './write-by-mail.ts'

/** Mails go over sockets, on a machine that may be busy. */
const within = { timeout: 15_000 }

let town: Town
let post: PostOffice
let stage: Stage
beforeAll(async () => {
  town = await openTown({ publicUrl: 'http://care.marenthe.example' })
  await town.fill()
  await town.app.settle()
  post = await openPostOffice(town.app.mailPort ?? 0)
  stage = openStage(town, 'mail', post)
  await connectMailboxes(town.api, town.key, post)
  await connectMailboxes(town.api, town.key, post)
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  await post.close()
  await town.app.stop()
})

const settled = async (seconds = 0) => {
  await town.app.settle()
  town.app.clock.advance({ seconds })
  await town.app.settle()
}
/** The newest conversation of this customer. */
const rowOf = async ({ customer }: Script) => {
  await settled()
  const { items } = await town.api.call('GET /api/v1/inbox', town.key, { query: { view: 'all' } })
  return items.find(({ contact }) => contact.name === customer.name)
}
const seen = (id: string) => town.api.call('GET /api/v1/conversations/:id', town.key, { params: { id } })

/** An administrator answers, and the answer goes its way after so many seconds. */
async function answer(id: string, text: string, next: 'stay' | 'solve', seconds = 7): Promise<void> {
  const { items } = await town.api.call('GET /api/v1/agents', town.key, {})
  const agent = await town.api.signIn(items.find(({ roles }) => roles.some(({ role }) => role === 'admin'))?.id ?? '')
  const { row } = await seen(id)
  const reason = next === 'solve' ? { disposition: stage.world.dispositions[0] ?? '' } : {}
  const body = { id: idFrom(`${id} ${text}`), text, seenSeq: row.lastContactSeq, next, ...reason }
  await town.api.call('POST /api/v1/conversations/:id/messages', agent, { params: { id }, body })
  await settled(seconds)
}
async function answerAndHear(id: string, text: string, seconds = 7): Promise<void> {
  const before = (await seen(id)).row.lastContactSeq
  await answer(id, text, 'stay', seconds)
  const heard = async () => {
    await settled()
    return (await seen(id)).row.lastContactSeq
  }
  await expect.poll(heard, within).toBeGreaterThan(before)
}
/** The first visit whose customer does all of these by chance. */
function whoDoes(words: string, wish: Wish, ...chances: (readonly [string, number])[]): Script {
  for (let n = 0; ; n++) {
    const script = scriptFor(stage.world, `${words} ${n}`, wish)
    if (chances.every(([fork, share]) => script.random.fork(fork).chance(share))) return script
  }
}
const rates = ['rates by mail', RATES] as const

/** Solved: half a minute later the survey comes by mail, and the customer sends its page. */
async function solveAndBeRated(id: string, ended: Promise<unknown>, { figures }: World): Promise<void> {
  await answer(id, 'Au revoir.', 'solve')
  await settled(31)
  await expect.poll(() => figures.ratings, within).toHaveLength(1)
  await ended
  expect((await seen(id)).row.csat).toBe(figures.ratings[0])
}

test('a customer who writes by mail is answered, replies with a quote, thanks, and rates; it is one conversation', async () => {
  const script = { ...whoDoes('a mail', { brand: 'ondelle', lang: 'fr' }, rates), exchanges: 2 }
  const ended = writeByMail(stage.world, script, post, 'aide@ondelle.example')
  // The bot answers by mail, and the customer asks for a person.
  await expect.poll(async () => (await rowOf(script))?.holder, within).toBe('queue')
  const { id = '', channel } = (await rowOf(script)) ?? {}
  expect(channel).toBe('email')
  await answerAndHear(id, 'Avez-vous redémarré la box ?')
  await answerAndHear(id, 'Merci, c’est réglé.')
  await solveAndBeRated(id, ended, stage.world)
  expect(await ended).toBe('content')
  const theirs = (await seen(id)).messages.filter(({ by }) => by.kind === 'contact').map(({ text }) => text)
  expect(theirs.some((text) => text.includes('>'))).toBe(false)
  expect(addressOf(stage.world, script)).toMatch(/\.example$/)
})

test('who gave up in the chat left their address: the answer comes by mail, they reply, and rate; it is the same conversation', async () => {
  const wish = { brand: 'ondelle', lang: 'nl', atOnce: true } as const
  const leaver = whoDoes('a chat', wish, ['leaves an address', LEAVES_ADDRESS], rates)
  const script = { ...leaver, patience: minutes(1), exchanges: 1 }
  const reads = Promise.withResolvers<string>()
  const office: PostOffice = {
    ...post,
    open: (address) => {
      reads.resolve(address)
      return post.open(address)
    },
  }
  await using chat = openStage(town, 'mail', office)
  const ended = liveCustomer(chat.world, script)
  expect(await chat.until(reads.promise)).toBe(addressOf(chat.world, script))
  expect(chat.world.figures).toMatchObject({ here: 0, ended: { 'left-address': 1 } })
  expect(chat.world.waiting.list()).toHaveLength(1)
  const { id } = openChat(chat.world, script.words)
  await answerAndHear(id, 'Herstart de box.', 240)
  // What they had read in the window is in no mail.
  const [letter] = post.latest()
  expect(letter).toMatchObject({ to: addressOf(chat.world, script), letter: { auto: false } })
  expect(letter?.letter.text).toContain('Herstart de box.')
  expect(letter?.letter.text).not.toContain('bot')
  expect(chat.world.waiting.list()).toEqual([])
  const { row, messages } = await seen(id)
  expect(row).toMatchObject({ channel: 'chat.web', status: 'open' })
  expect(messages.findLast(({ by }) => by.kind === 'contact')?.channel).toBe('email')
  await solveAndBeRated(id, ended, chat.world)
  expect(await ended).toBe('left-address')
})

test('where there is no post office nobody leaves an address', async () => {
  const wish = { brand: 'ondelle', lang: 'nl', atOnce: true } as const
  const leaver = whoDoes('no mail', wish, ['leaves an address', LEAVES_ADDRESS])
  await using chat = openStage(town, 'mail')
  expect(await chat.until(liveCustomer(chat.world, { ...leaver, patience: minutes(1) }))).toBe('gave-up')
})
