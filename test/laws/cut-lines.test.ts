import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Visitor } from '../support/care.ts'
import { type CuttingLine, openCuttingLine } from '../support/cutting-line.ts'
import type { Person } from '../support/people.ts'
import { type Watcher, watchAsStaff, watchAsVisitor } from './watcher.ts'
import { type LawWorld, lawWorld, must, promiseAnHour } from './world.ts'

const CUTS = 1_000
const SEED = 20_261_124

/** Mulberry32: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

let world: LawWorld
let line: CuttingLine
const chance = seeded(SEED)
beforeAll(async () => {
  world = await lawWorld()
  await promiseAnHour(world)
  line = await openCuttingLine(world.care.app.url, chance)
})
afterAll(async () => {
  await line?.[Symbol.asyncDispose]()
  await world?.care.app.stop()
})

/** A page that is fetched anew shows the last fifty: the first must not be among what only the stream told. */
const MOST_MESSAGES = 45
let messages = 1

/** What people do to a conversation all day, by chance. */
async function something(actor: Person, { id, writes }: Visitor): Promise<void> {
  const params = { id }
  const say = (route: string, body?: object) => must(world, actor, route, { params, ...(body && { body }) })
  const which = messages < MOST_MESSAGES ? Math.floor(chance() * 6) : 3 + Math.floor(chance() * 3)
  if (which < 3) messages += 1
  if (which === 0) await writes('Encore moi')
  if (which === 1) await say('POST /api/v1/conversations/:id/notes', { id: newId(), text: 'A note' })
  if (which === 2) await world.care.reply(actor, id, 'Nous regardons')
  if (which === 3) await say('PUT /api/v1/conversations/:id/solution', { disposition: null })
  if (which === 4) await say('DELETE /api/v1/conversations/:id/solution')
  if (which === 5) await say('PUT /api/v1/conversations/:id/assignment', { agent: actor.id })
  await world.care.settle()
}

test(`after ${CUTS} lost lines, in the middle of anything, each page shows what it would when fetched anew`, async () => {
  const { care: the } = world
  const sentinel = (await the.visitor('I am only watched')).id
  const visitor = await the.visitor('Ma SIM est bloquée', { name: 'Amina' })
  await the.settle()
  const actor = await the.person({ role: 'admin', brand: null })
  const own = await the.person({ role: 'admin', brand: null })
  const limited = await the.person({ role: 'advisor', brand: the.lumo, scope: `queue:${world.queues.first}` })
  const watching: Watcher[] = [
    await watchAsStaff(world, 'all scopes', own, visitor.id, sentinel, line.url),
    await watchAsStaff(world, 'one queue', limited, visitor.id, sentinel, line.url),
    await watchAsVisitor(world, visitor, line.url),
  ]
  try {
    while (line.cuts() < CUTS) await something(actor, visitor)
    line.hold()
    for (const watcher of watching) expect(await watcher.shown(), watcher.who).toEqual(await watcher.fresh())
  } finally {
    for (const watcher of watching) watcher.stop()
  }
}, 120_000)
