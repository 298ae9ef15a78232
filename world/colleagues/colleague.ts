import type { Who } from '../api/client.ts'
import type { AgentSeed } from '../content/index.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { answer, type Matter } from './answer.ts'
import type { Manner } from './manner.ts'

export interface Colleague {
  id: string
  seed: AgentSeed
  manner: Manner
  random: Random
  /** Conversations of one brand are chosen by its name in addresses. */
  isOn: () => boolean
}

const BEAT_MS = 20_000
const between = (random: Random, [from, to]: readonly [number, number]): number => from + random.next() * (to - from)

interface Desk {
  who: Who
  /** What this colleague took, by conversation: never anything else. */
  mine: Map<string, Matter>
  presentSince: number | null
  beatAt: number
}

/** Works like a person at the console: looks, takes who has waited a while, answers slowly, solves. Until the world ends. */
export async function workAs(world: World, colleague: Colleague): Promise<void> {
  const { clock, signal } = world
  const desk: Desk = { who: null, mine: new Map(), presentSince: null, beatAt: 0 }
  while (!signal.aborted) {
    await oneLook(world, colleague, desk).catch(() => {})
    await clock.wait(colleague.manner.looksEvery, signal)
  }
  if (desk.presentSince !== null) await present(world, desk, 'offline').catch(() => {})
}

async function oneLook(world: World, colleague: Colleague, desk: Desk): Promise<void> {
  if (!colleague.isOn()) return goAway(world, desk)
  desk.who ??= await world.api.signIn(colleague.id)
  if (desk.presentSince === null) await comeIn(world, desk)
  await beat(world, desk)
  await answerMine(world, colleague, desk)
  await takeOne(world, colleague, desk)
}

async function answerMine(world: World, colleague: Colleague, desk: Desk): Promise<void> {
  if (desk.mine.size === 0) return
  const { items } = await world.api.call('GET /api/v1/inbox', desk.who, { query: { view: 'mine', limit: 50 } })
  for (const id of desk.mine.keys())
    if (!items.some((row) => row.id === id && row.status === 'open')) desk.mine.delete(id)
  for (const row of items) {
    const matter = desk.mine.get(row.id)
    if (matter === undefined || (row.lastBy !== 'contact' && matter.answers > 0)) continue
    await world.clock.wait(between(colleague.random, colleague.manner.types), world.signal)
    if (world.signal.aborted || (await answer(world, desk.who, matter, colleague.random)) === 'solved')
      desk.mine.delete(row.id)
  }
}

async function takeOne(world: World, { seed, manner, random }: Colleague, desk: Desk): Promise<void> {
  if (desk.mine.size >= manner.atOnce) return
  const longEnough = between(random, manner.takesAfter)
  const next = world.waiting
    .list()
    .find(
      ({ brand, lang, since, forNewcomer }) =>
        !forNewcomer &&
        seed.brands.includes(brand) &&
        seed.languages.includes(lang) &&
        world.clock.now() - since >= longEnough,
    )
  if (next === undefined) return
  const { conversation } = next
  world.waiting.leave(conversation)
  const input = { params: { id: conversation } }
  const { row } = await world.api.call('GET /api/v1/conversations/:id', desk.who, input)
  if (row.holder !== 'queue') return
  const me = await world.api.call('GET /api/v1/me', desk.who, {})
  await world.api.call('PUT /api/v1/conversations/:id/assignment', desk.who, { ...input, body: { agent: me.agent.id } })
  desk.mine.set(conversation, { ...next, answers: 0 })
}

/** `busy`: here, and choosing their work themselves. */
async function comeIn(world: World, desk: Desk): Promise<void> {
  await present(world, desk, 'busy')
  desk.presentSince = world.clock.now()
}

async function goAway(world: World, desk: Desk): Promise<void> {
  if (desk.presentSince === null) return
  desk.presentSince = null
  desk.mine.clear()
  await present(world, desk, 'offline')
}

const present = async (world: World, { who }: Desk, state: 'busy' | 'offline'): Promise<void> =>
  void (await world.api.call('PUT /api/v1/presence', who, { body: { state } }))

async function beat(world: World, desk: Desk): Promise<void> {
  if (world.clock.now() - desk.beatAt < BEAT_MS) return
  desk.beatAt = world.clock.now()
  await world.api.call('POST /api/v1/presence/heartbeat', desk.who, {})
}
