import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { until, untilReady } from './harness/cell.ts'
import { openLedger } from './harness/ledger.ts'
import { openScene, type Scene } from './harness/scene.ts'
import { roundsOf, timeoutMs, withinMs } from './harness/sizes.ts'
import { deliver } from './harness/writers/outside.ts'

/** One runs out every so often, so that some are due whenever the app is killed. */
const EVERY_MS = 200
const CLOCKS = roundsOf(50, 150)
const KILLS = roundsOf(3, 8)
const PROMISED_MS = 2_000

interface Told {
  conversation: string
  due: Date
  at: Date
}

/** A minute is the shortest that may be promised. */
const promise = ({ ask, hook }: Scene) =>
  ask<{ items: { id: string; brand: string }[] }>('/api/v1/accounts').then(({ items }) =>
    ask('/api/v1/sla-policies', {
      id: newId(),
      brand: items.find(({ id }) => id === hook.account)?.brand,
      name: 'A minute',
      takes: { queues: [], channels: [], priorities: [] },
      calendar: null,
      first: 1,
      next: null,
      resolution: null,
      warn: 50,
      place: 0,
    }),
  )

const told = ({ books }: Scene, name: string): Promise<Told[]> =>
  books.ask<{ conversation: string; due: Date; at: Date } & Record<string, unknown>>(
    `select subject as conversation, (data ->> 'dueAt')::timestamptz as due, at from kernel.event where name = $1 order by at`,
    [name],
  )

test(
  'the app is killed while clocks run out: each breach is announced, once, and none late but for the time nobody was there',
  async () => {
    await using scene = await openScene({ viewers: 1 })
    await promise(scene)
    const ledger = openLedger()
    for (let n = 0; n < CLOCKS; n++) {
      await deliver(scene.hook, [ledger.next(newId())])
      await pause(EVERY_MS)
    }
    await until(async () => (await told(scene, 'clock.breached')).length > 0, 90_000)
    const away: { from: number; to: number }[] = []
    for (let kill = 0; kill < KILLS; kill++) {
      const from = Date.now()
      const killed = performance.now()
      await scene.cell.kill()
      await scene.cell.start()
      await untilReady(scene.url, killed)
      away.push({ from, to: Date.now() })
      await pause(500 + Math.random() * 700)
    }
    await until(async () => (await told(scene, 'clock.breached')).length >= CLOCKS, 60_000)
    await pause(1_500)
    const [breached, warned] = [await told(scene, 'clock.breached'), await told(scene, 'clock.warned')]
    expect(new Set(breached.map(({ conversation }) => conversation)).size).toBe(CLOCKS)
    expect(breached).toHaveLength(CLOCKS)
    expect(new Set(warned.map(({ conversation }) => conversation)).size).toBe(warned.length)
    const [notices] = await scene.books.ask<{ n: number; tellings: number }>(
      `select count(*)::int as n, count(distinct (agent_id, key))::int as tellings from notices.notice where data ->> 'code' = 'breached'`,
    )
    expect(notices?.n).toBe(notices?.tellings)

    const late = breached.map(({ due, at }) => at.getTime() - readyAt(away, due.getTime()))
    const worst = Math.max(...late)
    const during = breached.filter(({ due }) => readyAt(away, due.getTime()) !== due.getTime()).length
    console.log(
      `    ${CLOCKS} breaches, ${KILLS} kills, ${during} due while nobody was there: latest ${worst} ms after its time or the start`,
    )
    expect(during, 'some were due while it was down').toBeGreaterThan(0)
    expect(worst).toBeLessThan(withinMs(PROMISED_MS))
  },
  timeoutMs,
)

/** When somebody could announce it first: at its time, or when the app was there again. */
const readyAt = (away: readonly { from: number; to: number }[], due: number): number =>
  away.find(({ from, to }) => from <= due + PROMISED_MS && due < to)?.to ?? due
