import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { deeds } from './deeds.ts'
import type { Deed, Stage } from './stage.ts'
import { ask, type Call, forgetLast, type LawWorld, lastAsked, lawWorld, routesOf } from './world.ts'

let world: LawWorld
beforeAll(async () => {
  world = await lawWorld()
})
afterAll(() => world.care.app.stop())

/** These do not repeat: each is another of its kind, or ends what it is asked with. */
const OTHERWISE: Record<string, string> = {
  'the bot falls silent': 'is no request',
  'chat.forget': 'ends the token it is asked with: the second is refused, as the first one promised',
  'contact.erase': 'what is erased is not found',
}

const events = async (): Promise<number> => {
  const { rows } = await world.care.app.app.database.pool.query<{ n: number }>(
    'select count(*)::int as n from kernel.event',
  )
  return rows[0]?.n ?? 0
}
/** The cursor moves on, and so does what the first one set going: who holds it, and how much somebody has to do. */
const MOVES_ON: Record<string, readonly string[]> = { 'chat.start': ['live', 'rev'], 'presence.set': ['rev', 'load'] }
const without = (body: unknown, names: readonly string[]): unknown =>
  JSON.parse(JSON.stringify(body ?? null, (name, value) => (names.includes(name) ? '' : value)))

async function twice(name: string, deed: Deed): Promise<void> {
  const visitor = await world.care.visitor('Ma SIM est bloquée', { name: 'Amina' })
  await world.care.settle()
  const stage: Stage = { world, visitor, actor: await world.care.person({ role: 'admin', brand: null }), made: '' }
  const made = (await deed.before?.(stage)) ?? ''
  await world.care.settle()
  forgetLast()
  await deed.act({ ...stage, made })
  const last = lastAsked()
  if (last === null) throw new Error('this deed asks nothing')
  await world.care.settle()
  const [before, moves] = [await events(), MOVES_ON[name] ?? ['live']]
  const again = await ask(world, ...last.asked)
  await world.care.settle()
  expect({ status: again.status, body: without(again.body, moves) }).toEqual({
    status: last.said.status,
    body: without(last.said.body, moves),
  })
  expect(await events(), 'a second event').toBe(before)
}

describe('the same request twice is meant once: same answer, no second event', () => {
  for (const [name, deed] of Object.entries(deeds))
    if (OTHERWISE[name] === undefined) test(name, () => twice(name, deed))
})

const brandful = (): [string, Call][] => {
  const { lumo } = world.care
  const name = { fr: 'Nom' }
  const article = {
    key: 'sim',
    lang: 'fr',
    title: 'SIM',
    slug: 'sim-twice',
    summary: '',
    body: 'Une SIM',
    keywords: [],
    questions: [],
    likely: false,
  }
  return [
    ['POST /api/v1/labels', { body: { id: newId(), brand: lumo, name, hue: 1 } }],
    ['POST /api/v1/dispositions', { body: { id: newId(), brand: lumo, parent: null, name } }],
    [
      'POST /api/v1/secure-forms',
      {
        body: {
          id: newId(),
          brand: lumo,
          takes: 'iban',
          name,
          recipient: name,
          endpoint: 'https://127.0.0.1/',
          allow: [],
          showsEnd: false,
          hours: 24,
          secret: 'known-to-billing-and-to-nobody',
        },
      },
    ],
    ['POST /api/v1/queues', { body: { id: newId(), brand: lumo, name, push: false } }],
    [
      'POST /api/v1/calendars',
      {
        body: {
          id: newId(),
          brand: lumo,
          name: 'Nom',
          timeZone: 'UTC',
          week: [{ day: 1, from: '09:00', to: '17:00' }],
          holidays: [],
        },
      },
    ],
    [
      'POST /api/v1/sla-policies',
      {
        body: {
          id: newId(),
          brand: lumo,
          name: 'Nom',
          takes: { queues: [], channels: [], priorities: [] },
          calendar: null,
          first: 60,
          next: null,
          resolution: null,
          warn: 75,
          place: 0,
        },
      },
    ],
    ['POST /api/v1/teams', { body: { id: newId(), brand: lumo, name } }],
    ['POST /api/v1/partners', { body: { id: newId(), name: 'Helpers' } }],
    ['POST /api/v1/articles', { body: { id: newId(), brand: lumo, ...article } }],
    [
      'POST /api/v1/canned-responses',
      { body: { id: newId(), brand: lumo, shortcut: 'hi', lang: 'fr', title: 'Salut', text: 'Salut' } },
    ],
  ]
}

test('what is made with an id is made once, and another thing under that id is refused', async () => {
  for (const [route, call] of brandful()) {
    const first = await ask(world, world.care.admin, route, call)
    expect(first.status, `${route} ${JSON.stringify(first.body)}`).toBe(200)
    const before = await events()
    expect(await ask(world, world.care.admin, route, call), route).toEqual(first)
    expect(await events(), route).toBe(before)
    const renamed = JSON.parse(
      JSON.stringify(call)
        .replaceAll('Nom', 'Autre')
        .replaceAll('Helpers', 'Others')
        .replaceAll('Une SIM', 'Deux')
        .replaceAll('Salut', 'Bonsoir'),
    ) as Call
    expect((await ask(world, world.care.admin, route, renamed)).status, `${route} with another body`).toBe(409)
  }
})

test('a verb repeated with its Idempotency-Key is done once; the key with another body is refused', async () => {
  for (const { key } of routesOf(world).filter(({ operation }) => operation.verb?.idempotency === 'key')) {
    expect(key).toBe('POST /api/v1/keys')
    const headers = { 'idempotency-key': newId() }
    const body = { name: 'a program', role: 'viewer', brand: world.care.lumo }
    const first = await ask(world, world.care.admin, key, { body }, headers)
    expect(first.status).toBe(200)
    expect(await ask(world, world.care.admin, key, { body }, headers)).toEqual(first)
    expect((await ask(world, world.care.admin, key, { body: { ...body, name: 'other' } }, headers)).status).toBe(409)
    expect((await ask(world, world.care.admin, key, { body })).status).toBe(400)
  }
})
