import type { Who } from '../../world/api/client.ts'
import { answer, type Matter } from '../../world/colleagues/answer.ts'
import type { AgentSeed } from '../../world/content/index.ts'
import type { Random } from '../../world/random.ts'
import type { World } from '../../world/world.ts'
import { type Console, type ConsoleParts, openConsole, type Said } from './operator-console.ts'
import {
  AT_ONCE,
  DRAFT_EVERY_MS,
  LOOKS_AGAIN_MS,
  READS_MS,
  REPLY_EVERY_MS,
  SILENT_MS,
  TYPES_MS,
  UNEVEN,
  WHISPER_MS,
} from './operator-manner.ts'
import type { Times } from './operator-times.ts'

/** A matter at the desk; when its customer last wrote, and whether that is unanswered. */
interface Mine extends Matter {
  heardAt: number
  waits: boolean
}
export interface Advisor {
  id: string
  seed: AgentSeed
  random: Random
}
interface Desk extends Advisor {
  world: World
  times: Times
  who: Who
  mine: Map<string, Mine>
  console: Console
}

/** Signs in and opens the console; the answer works there until the world ends. */
export async function sitDown(world: World, times: Times, advisor: Advisor): Promise<() => Promise<void>> {
  const { api, signal, clock } = world
  const who = await api.signIn(advisor.id)
  const mine: Desk['mine'] = new Map()
  const onMessage = ({ conversation, by }: Said): void => {
    const matter = mine.get(conversation)
    if (matter !== undefined && by.kind === 'contact') Object.assign(matter, { waits: true, heardAt: clock.now() })
  }
  const parts: ConsoleParts = { api, who, times, signal, onMessage }
  const desk: Desk = { ...advisor, world, times, who, mine, console: await openConsole(parts) }
  return () => workOn(desk)
}

async function workOn(desk: Desk): Promise<void> {
  const { world, random, times } = desk
  const { clock, signal } = world
  await clock.wait(random.next() * REPLY_EVERY_MS, signal)
  while (!signal.aborted) {
    const began = clock.now()
    const matter = await nextMatter(desk).catch(() => null)
    if (matter === null) {
      times.count('idle')
      await clock.wait(LOOKS_AGAIN_MS, signal)
      continue
    }
    await oneReply(desk, matter).catch(() => void desk.mine.delete(matter.conversation))
    const turn = REPLY_EVERY_MS * (1 - UNEVEN + 2 * UNEVEN * random.next())
    await clock.wait(Math.max(0, turn - (clock.now() - began)), signal)
  }
}

/** Whoever has waited longest at this desk, else somebody new. */
async function nextMatter(desk: Desk): Promise<Mine | null> {
  const now = desk.world.clock.now()
  for (const [id, { waits, heardAt }] of desk.mine) if (!waits && now - heardAt > SILENT_MS) desk.mine.delete(id)
  const waiting = [...desk.mine.values()].filter(({ waits }) => waits).sort((a, b) => a.heardAt - b.heardAt)
  return waiting[0] ?? (desk.mine.size < AT_ONCE ? takeOne(desk) : null)
}

async function takeOne({ world, who, id: agent, seed, mine }: Desk): Promise<Mine | null> {
  const next = world.waiting
    .list()
    .find(({ brand, lang }) => seed.brands.includes(brand) && seed.languages.includes(lang))
  if (next === undefined) return null
  world.waiting.leave(next.conversation)
  const params = { id: next.conversation }
  await world.api.call('PUT /api/v1/conversations/:id/assignment', who, { params, body: { agent } })
  const matter = { ...next, answers: 0, waits: true, heardAt: world.clock.now() }
  mine.set(next.conversation, matter)
  return matter
}

/** Opens, reads, types, replies. */
async function oneReply(desk: Desk, matter: Mine): Promise<void> {
  const { world, who, random } = desk
  await open(desk, matter.conversation)
  await world.clock.wait(between(random, READS_MS), world.signal)
  await type(desk, matter.conversation)
  if (world.signal.aborted) return
  matter.waits = false
  const end = await answer(world, who, matter, random)
  if (end === 'solved') desk.mine.delete(matter.conversation)
  await whisper(desk, matter.conversation, 'viewing')
}

/** As the console opens one: watched first, then the talk, and beside it panels, survey and the customer's history. */
async function open({ world, who, mine, console }: Desk, id: string): Promise<void> {
  const { api } = world
  const params = { id }
  await console.watch(mine.keys(), id)
  const { row } = await api.call('GET /api/v1/conversations/:id', who, { params, query: { lang: 'en' } })
  const history = { contact: row.contact.id, order: 'newest', limit: 20 } as const
  await Promise.all([
    readPanels(world, who, id),
    api.call('GET /api/v1/conversations/:id/surveys', who, { params }),
    api.call('GET /api/v1/inbox', who, { query: history }),
    api.call('PUT /api/v1/conversations/:id/read', who, { params, body: { seq: row.lastSeq } }),
    whisper({ world, who }, id, 'viewing'),
  ])
}

/** Each loads and fails alone, as in the console: nobody waits for it to reply. */
async function readPanels({ api }: World, who: Who, id: string): Promise<void> {
  const { panels } = await api.call('GET /api/v1/conversations/:id/panels', who, { params: { id } })
  for (const panel of panels)
    void api.call('GET /api/v1/conversations/:id/panels/:panel', who, { params: { id, panel } }).catch(() => {})
}

/** Drafts are kept and the customer sees that somebody types. */
async function type(desk: Desk, id: string): Promise<void> {
  const { world, who, random } = desk
  const { clock, signal, api } = world
  const end = clock.now() + between(random, TYPES_MS)
  let whispered = Number.NEGATIVE_INFINITY
  for (let text = 'Good day'; clock.now() < end && !signal.aborted; text += ', let me look at that for you') {
    if (clock.now() - whispered >= WHISPER_MS) {
      whispered = clock.now()
      await whisper(desk, id, 'typing')
    }
    await clock.wait(Math.max(0, Math.min(DRAFT_EVERY_MS, end - clock.now())), signal)
    const params = { id, kind: 'reply' } as const
    await api.call('PUT /api/v1/conversations/:id/drafts/:kind', who, { params, body: { text } })
  }
}

const whisper = (
  { world, who }: Pick<Desk, 'world' | 'who'>,
  to: string,
  kind: 'typing' | 'viewing',
): Promise<unknown> => world.api.call('POST /api/v1/whispers', who, { body: { to, kind } })

const between = (random: Random, [from, to]: readonly [number, number]): number => from + random.next() * (to - from)
