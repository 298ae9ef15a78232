import type { Line } from '../content/index.ts'
import type { World } from '../world.ts'
import { between, misspelling, PRESSES_BUTTON, TYPING, thinking } from './behaviour.ts'
import type { Chat } from './chat.ts'
import { drawPicture } from './picture.ts'
import type { Script } from './script.ts'
import { misspell } from './spelling.ts'

/** What a customer remembers while they are here. */
export interface Visit {
  readonly world: World
  readonly script: Script
  readonly chat: Chat
  /** seq of the newest message they have dealt with. */
  heard: number
  /** When the silence began, by the world's clock. */
  since: number
  /** Lines of impatience said in this silence. */
  moans: number
  botAnswers: number
  advisorAnswers: number
  wantsPerson: boolean
  helpedByBot: boolean
  /** Left, with the window open. */
  away: boolean
  /** Has what they came for. */
  content: boolean
  /** Milliseconds of silence in all. */
  waited: number
}

export const newVisit = (world: World, script: Script, chat: Chat): Visit => ({
  world,
  script,
  chat,
  heard: 0,
  since: world.clock.now(),
  moans: 0,
  botAnswers: 0,
  advisorAnswers: 0,
  wantsPerson: false,
  helpedByBot: false,
  away: false,
  content: false,
  waited: 0,
})

export type Moment = 'cut-off' | 'solved' | 'bot-answered' | 'advisor-answered' | 'silence'

export function momentOf({ chat, heard, script, wantsPerson }: Visit): Moment {
  if (!chat.open || chat.state === null) return 'cut-off'
  if (chat.state.status !== 'open') return 'solved'
  const newest = chat.messages.findLast(({ by, seq }) => seq > heard && (by.kind === 'agent' || by.kind === 'bot'))
  if (newest?.by.kind === 'agent') return 'advisor-answered'
  const listens = chat.state.with.kind === 'bot' && !(script.atOnce && wantsPerson)
  return newest?.by.kind === 'bot' && listens ? 'bot-answered' : 'silence'
}

/** Writes the first line, or goes on where an earlier visit ended. */
export async function arrive(visit: Visit): Promise<void> {
  const { chat, script, world } = visit
  const there = script.arrives !== 'new' && (await chat.resume())
  if (!there) await open(visit)
  else if (script.arrives === 'again') await say(visit, script.opening, () => false)
  visit.heard = chat.messages.findLast(({ by }) => by.kind === 'you')?.seq ?? 0
  if (script.atOnce) await wishPerson(visit, there)
  quietFrom(visit, world.clock.now())
}

async function open(visit: Visit): Promise<void> {
  const { customer, opening } = visit.script
  await visit.chat.begin(customer, worded(visit, opening.text))
  if (opening.attach !== undefined) await visit.chat.write('', pictureOf(visit, opening.attach))
}

/** Pauses as long as it takes to read and to type. */
export async function think({ world, script }: Visit, text = ''): Promise<void> {
  const seconds = between(script.random, thinking[script.customer.temper]) + text.length / TYPING
  await world.clock.wait(seconds * 1000, world.signal)
}

/** Thinks, types, sends, unless the matter was settled meanwhile. From then on the customer waits anew. */
export async function say(visit: Visit, line: Line, isSettled = settled): Promise<void> {
  const text = worded(visit, line.text)
  await think(visit, text)
  if (!visit.chat.open || isSettled(visit.chat)) return
  if (line.attach === undefined) await visit.chat.write(text)
  else await visit.chat.write(text, pictureOf(visit, line.attach))
  quietFrom(visit, visit.world.clock.now())
}

const settled = ({ state }: Chat): boolean => state?.status !== 'open'

export const linesOf = ({ world, script }: Visit) => world.talk(script.customer.lang)

/** Time the app has to understand a wish before the button is pressed. */
const HEARD_WITHIN_MS = 8_000

/** Says that a person is wanted, or presses the button. Who wrote it and is not heard presses the button in the end. */
export async function wishPerson(visit: Visit, saidBefore = false): Promise<void> {
  const { script, chat } = visit
  visit.wantsPerson = true
  if (saidBefore || script.random.chance(PRESSES_BUTTON)) await think(visit)
  else {
    await say(visit, script.random.pick(linesOf(visit).bot.wantsPerson))
    if (withBot(chat)) await chat.change(HEARD_WITHIN_MS)
  }
  if (withBot(chat)) await chat.askForPerson()
}

const withBot = ({ open, state }: Chat): boolean => open && state?.with.kind === 'bot'

/** A silence begins. */
export function quietFrom(visit: Visit, now: number): void {
  visit.since = now
  visit.moans = 0
}

/** Everything told so far is dealt with; the silence before it counts as waiting. */
export function hearAll(visit: Visit): void {
  const now = visit.world.clock.now()
  visit.waited += now - visit.since
  visit.heard = visit.chat.messages.at(-1)?.seq ?? visit.heard
  quietFrom(visit, now)
}

const pictureOf = ({ script }: Visit, name: string) => ({
  name: name.replace(/\.\w+$/, '.png'),
  bytes: drawPicture(script.random.fork(name)),
})

function worded({ script }: Visit, text: string): string {
  const { phone, name, temper } = script.customer
  return misspell(text, misspelling[temper], script.random).replace('{phone}', phone).replace('{name}', name)
}
