import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setRoles } from '#kernel/access'
import { deeds } from './deeds.ts'
import { elsewhere } from './elsewhere.ts'
import type { Deed, Stage } from './stage.ts'
import { type Watcher, watchAsStaff, watchAsVisitor } from './watcher.ts'
import { type LawWorld, lawWorld, promiseAnHour, verbsOf } from './world.ts'

let world: LawWorld
let sentinel: string
beforeAll(async () => {
  world = await lawWorld()
  await promiseAnHour(world)
  sentinel = (await world.care.visitor('I am only watched')).id
  await world.care.settle()
})
afterAll(() => world.care.app.stop())

async function stage(): Promise<Stage> {
  const visitor = await world.care.visitor('Ma SIM est bloquée', { name: 'Amina' })
  await world.care.settle()
  return { world, visitor, actor: await world.care.person({ role: 'admin', brand: null }), made: '' }
}

/** One who may see all, one who may see a queue, and the visitor themselves. */
async function watchers({ visitor }: Stage): Promise<Watcher[]> {
  const limited = await world.care.person({
    role: 'advisor',
    brand: world.care.lumo,
    scope: `queue:${world.queues.first}`,
  })
  return [
    await watchAsStaff(
      world,
      'all scopes',
      await world.care.person({ role: 'admin', brand: null }),
      visitor.id,
      sentinel,
    ),
    await watchAsStaff(world, 'one queue', limited, visitor.id, sentinel),
    await watchAsVisitor(world, visitor),
  ]
}

async function holds(deed: Deed): Promise<void> {
  const on = await stage()
  const made = (await deed.before?.(on)) ?? ''
  await world.care.settle()
  const watching = await watchers(on)
  try {
    await deed.act({ ...on, made })
    await world.care.settle()
    for (const watcher of watching) expect(await watcher.shown(), watcher.who).toEqual(await watcher.fresh())
  } finally {
    for (const watcher of watching) watcher.stop()
  }
}

describe('what a page showed, and what the stream told, is what it would show when fetched again', () => {
  for (const [name, deed] of Object.entries(deeds)) test(name, () => holds(deed))
})

test('every registered verb is performed here, or said to be elsewhere', () => {
  const known = new Set([...Object.keys(deeds), ...elsewhere])
  expect(verbsOf(world).filter((verb) => !known.has(verb))).toEqual([])
  const registered = new Set(verbsOf(world))
  expect(elsewhere.filter((verb) => !registered.has(verb))).toEqual([])
})

test('whoever loses a role is told to fetch again', async () => {
  const { visitor } = await stage()
  const person = await world.care.person({ role: 'advisor', brand: world.care.lumo })
  const watching = await watchAsStaff(world, 'loses the role', person, visitor.id, sentinel)
  await watching.shown()
  await world.care.app.app.database.transaction('system', (tx) => setRoles(tx, person.id, []))
  const after = await watchAsStaff(world, 'without it', person, visitor.id, sentinel).catch(
    (error: Error) => error.message,
  )
  expect(after).toContain('403')
  watching.stop()
})
