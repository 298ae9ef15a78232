import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish } from '#kernel/events'
import { newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { App } from '#kernel/registry'
import { startApp, type TestApp } from '../../../test/support/app.ts'

declare module '#kernel/jobs' {
  interface JobMap {
    'figure-one': { id: string }
  }
}
declare module '#kernel/events' {
  interface EventMap {
    'figure.moved': { id: string }
  }
}

let broken = false
const openTest = (app: App) => {
  app.permission('figure.read', 'See figures')
  app.work('figure-one', async () => (broken ? Promise.reject(new Error('no')) : undefined), { tries: 1 })
  app.on('figure.moved', 'figure/follow', async () => (broken ? Promise.reject(new Error('no')) : undefined))
}

let the: TestApp
beforeAll(async () => {
  the = await startApp({ modules: [openTest] })
  await the.settle()
})
afterAll(() => the.stop())

/** What a scraper gets, once what it got before is no longer kept. */
async function figures(): Promise<Map<string, number>> {
  the.clock.advance({ seconds: 6 })
  const text = await (await the.fetch('/metrics')).text()
  const lines = text.split('\n').filter((line) => line.startsWith('switchboard_'))
  return new Map(
    lines.map((line) => [line.slice(12, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  )
}
const tell = () =>
  the.app.database.transaction('system', async (tx) => {
    const id = newId()
    await publish(tx, 'figure.moved', { brand: null, subject: id, data: { id } })
    await enqueue(tx, 'figure-one', { id })
  })

test('idle, everything is named and nothing is behind', async () => {
  const now = await figures()
  expect(now.get('handler_lag_seconds{handler="figure/follow"}')).toBe(0)
  expect(now.get('jobs_due{kind="figure-one"}')).toBe(0)
  expect(now.get('database_up')).toBe(1)
  expect(now.get('log_unnumbered_events')).toBe(0)
  expect(now.get('streams_open')).toBe(0)
  expect(now.get('database_connections_in_use')).toBeLessThanOrEqual(now.get('database_connections') ?? 0)
  expect(now.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
})

test('work that waits is counted and timed, asked once in five seconds', async () => {
  await tell()
  const now = await figures()
  expect(now.get('log_unnumbered_events')).toBe(1)
  expect(now.get('jobs_due{kind="figure-one"}')).toBe(1)
  expect(now.get('jobs_oldest_due_seconds{kind="figure-one"}')).toBe(6)
  await tell()
  const again = await (await the.fetch('/metrics')).text()
  expect(again).toContain('switchboard_log_unnumbered_events 1')
  await the.settle()
  const done = await figures()
  expect([done.get('log_unnumbered_events'), done.get('jobs_due{kind="figure-one"}')]).toEqual([0, 0])
})

test('a handler that waits is behind by events and by time; what fails is parked or dead', async () => {
  const { rows } = await the.app.database.pool.query<{ head: number }>('select pos as head from kernel.log_head')
  await the.app.database.pool.query(`update kernel.cursor set pos = 0 where handler = 'figure/follow'`)
  const late = await figures()
  expect(late.get('handler_lag_events{handler="figure/follow"}')).toBe(rows[0]?.head)
  expect(late.get('handler_lag_seconds{handler="figure/follow"}')).toBeGreaterThan(6)
  expect(late.get('handler_lag_seconds{handler="figure/follow"}')).toBeLessThan(60)

  broken = true
  await tell()
  await the.settle().catch(() => undefined)
  const failed = await figures()
  expect(failed.get('handler_parked_events{handler="figure/follow"}')).toBeGreaterThan(0)
  expect(failed.get('jobs_dead{kind="figure-one"}')).toBe(1)
})
