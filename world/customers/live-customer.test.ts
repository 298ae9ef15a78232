import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConversationView } from '#conversations/contract'
import { brisk } from '../colleagues/manner.ts'
import { workTogether } from '../colleagues/team.ts'
import { openStage, openTown, type Stage, type Town } from '../testing/town.ts'
import { minutes } from './behaviour.ts'
import { openChat } from './chat.ts'
import { liveCustomer } from './live-customer.ts'
import { returningScript, scriptFor, type Wish } from './script.ts'

/** Hundreds of requests and an hour of the world's time, on a machine that may be busy. */
const PATIENCE = 60_000

let town: Town
let stage: Stage
beforeAll(async () => {
  town = await filledTown()
}, PATIENCE)
afterAll(() => town.app.stop())
beforeEach(() => {
  stage = openStage(town, 'test')
})
afterEach(() => stage[Symbol.asyncDispose]())

async function filledTown(): Promise<Town> {
  const made = await openTown()
  await made.fill()
  await made.app.settle()
  return made
}

const visit = (words: string, wish: Wish) => liveCustomer(stage.world, scriptFor(stage.world, words, wish))

/** The conversation as the console shows it. */
const seen = (words: string): Promise<ConversationView> => {
  const { id } = openChat(stage.world, words)
  return town.api.call('GET /api/v1/conversations/:id', town.key, { params: { id } })
}
const said = ({ messages }: ConversationView, by: string) => messages.filter((message) => message.by.kind === by)

describe('a customer who wants a person at once', () => {
  const wish = { brand: 'vencejo', lang: 'en', atOnce: true, patient: true } as const

  test(
    'is answered by a colleague, replies, and is told goodbye',
    async () => {
      let on = true
      const work = workTogether(stage.world, brisk, () => on)
      expect(await stage.until(visit('one', wish))).toBe('solved')
      const view = await seen('one')
      expect(view.row).toMatchObject({ status: 'solved', lang: 'en' })
      expect(said(view, 'agent').length).toBeGreaterThanOrEqual(3)
      expect(said(view, 'contact').length).toBeGreaterThanOrEqual(2)
      on = false
      stage.end()
      await stage.until(work)
    },
    PATIENCE,
  )

  test(
    'says a word after 1, 3 and 8 minutes when nobody comes, and leaves in the end',
    async () => {
      expect(await stage.until(visit('two', { ...wish, patient: false }))).toBe('gave-up')
      const view = await seen('two')
      expect(view.row).toMatchObject({ holder: 'queue', status: 'open' })
      const started = Date.parse(view.row.createdAt)
      const moans = said(view, 'contact').slice(-3)
      const minutes = moans.map(({ at }) => Math.round((Date.parse(at) - started) / 60_000))
      expect(minutes).toEqual([1, 3, 8])
      expect(moans.map(({ text }) => text.length > 0)).toEqual([true, true, true])
    },
    PATIENCE,
  )

  test(
    'kept for the newcomer, no colleague takes them',
    async () => {
      const work = workTogether(stage.world, brisk, () => true)
      // Colleagues take others within 15 s.
      const waits = stage.world.clock.wait(5 * 60_000)
      await stage.until(Promise.race([visit('three', { ...wish, patient: false, forNewcomer: true }), waits]))
      const view = await seen('three')
      expect(said(view, 'agent')).toEqual([])
      stage.end()
      await stage.until(work)
    },
    PATIENCE,
  )
})

test(
  'the same seed tells the same story to another database',
  async () => {
    const first = await story(town)
    expect(first.length).toBeGreaterThan(0)
    await using other = await filledTown()
    expect(await story(other)).toEqual(first)
  },
  PATIENCE,
)

async function story(where: Town): Promise<string[]> {
  await using played = openStage(where, 'a seed')
  const script = scriptFor(played.world, 'story', { brand: 'ondelle', lang: 'fr', atOnce: false })
  await played.until(liveCustomer(played.world, script))
  const params = { id: openChat(played.world, 'story').id }
  const view = await where.api.call('GET /api/v1/conversations/:id', where.key, { params })
  return said(view, 'contact').map(({ text }) => text)
}

test(
  'who comes back goes on in the same conversation',
  async () => {
    const wish = { brand: 'ondelle', lang: 'nl', atOnce: true } as const
    const script = { ...scriptFor(stage.world, 'four', wish), patience: minutes(1) }
    await stage.until(liveCustomer(stage.world, script))
    const before = said(await seen('four'), 'contact').length
    await stage.until(liveCustomer(stage.world, returningScript(stage.world, script)))
    const after = said(await seen('four'), 'contact')
    expect(after.length).toBeGreaterThan(before)
  },
  PATIENCE,
)
