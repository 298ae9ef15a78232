import { Refused, type Who } from '../api/client.ts'
import { idFrom } from '../ids.ts'
import { cannedId } from '../operator/words.ts'
import type { Random } from '../random.ts'
import type { Waiting } from '../waiting-room.ts'
import type { World } from '../world.ts'
import { firstWords, lastWords, topicWords } from './manner.ts'

/** A conversation a colleague has, and how often they answered in it. */
export interface Matter extends Waiting {
  answers: number
}

/** Hello, the matter, goodbye. */
const ANSWERS = 3

/** Answers with a canned response, filled in by the app; solves with the last. A stale answer is thought over again. */
export async function answer(world: World, who: Who, matter: Matter, random: Random): Promise<'goes-on' | 'solved'> {
  if (matter.answers >= ANSWERS - 1) return (await solveNow(world, who, matter, random)) ? 'solved' : 'goes-on'
  const shortcut = matter.answers === 0 ? random.pick(firstWords) : random.pick(topicWords(matter.topic))
  if (await send(world, who, matter, shortcut, { next: 'stay' })) matter.answers++
  return 'goes-on'
}

/** Says goodbye and solves; false when the customer wrote meanwhile. */
const solveNow = (world: World, who: Who, about: About, random: Random): Promise<boolean> =>
  send(world, who, about, lastWords, { next: 'solve', disposition: random.pick(world.dispositions) })

type About = Pick<Waiting, 'conversation' | 'lang'>
type Next = { next: 'stay' } | { next: 'solve'; disposition: string }

async function send(world: World, who: Who, about: About, shortcut: string, next: Next): Promise<boolean> {
  const params = { id: about.conversation }
  const { row } = await world.api.call('GET /api/v1/conversations/:id', who, { params })
  const response = cannedId(shortcut, about.lang)
  const canned = { params: { ...params, response } }
  const { text } = await world.api.call('GET /api/v1/conversations/:id/canned-responses/:response', who, canned)
  const id = idFrom(`${world.seed} answer ${about.conversation} ${row.lastSeq} ${shortcut}`)
  const body = { id, text, seenSeq: row.lastContactSeq, ...next }
  try {
    await world.api.call('POST /api/v1/conversations/:id/messages', who, { params, body })
    return true
  } catch (error) {
    if (error instanceof Refused && error.code === 'stale') return false
    throw error
  }
}
