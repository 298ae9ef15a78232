import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type DeadJob, type Poison, poisonMail } from './blows/poison-mail.ts'
import { until } from './harness/cell.ts'
import type { Entry } from './harness/ledger.ts'
import { judge } from './harness/report.ts'
import { openScene, type Scene } from './harness/scene.ts'
import { timeoutMs, withinMs } from './harness/sizes.ts'
import { verdictIn } from './harness/verdicts.ts'

const NEIGHBOURS_WITHIN_MS = 1_000

test(
  'a mail that can never be taken in, and one that takes its time: parked and replayable; the others do not wait',
  async () => {
    await using scene = await openScene()
    const planted = Promise.withResolvers<Poison>()
    let dead: DeadJob[] = []
    let neighbours = { p50: 0, max: 0 }
    const outcome = await scene.under(async ({ incoming }) => {
      const poison = await poisonMail(scene, incoming)
      planted.resolve(poison)
      dead = await poison.parked()
      await pause(6_000)
      neighbours = await neighboursOf(scene, poison.entries)
    })
    expect(dead).toMatchObject([{ kind: 'channels.take-event', tries: 5 }])
    expect(outcome.incoming.lost).toBe(1)
    const alarmed = outcome.alarms.fired('ParkedOrDead', true)
    await (await planted.promise).mendAndReplay()
    await until(async () => (await scene.books.undone()) === 0, 30_000, 500)
    const note = `parked after ${dead[0]?.tries} tries, taken in when replayed; neighbours in the same mailbox after ${neighbours.p50} ms (p50), ${neighbours.max} ms (max)`
    const mended = { ...outcome, incoming: verdictIn(outcome.ledger, await scene.books.shown('message')) }
    judge(mended, {
      fault: 'a poison mail and a slow one',
      rounds: 1,
      alarm: { name: 'ParkedOrDead', lasting: true },
      note,
    })
    expect(alarmed).toBe(true)
    expect(neighbours.max).toBeLessThan(withinMs(NEIGHBOURS_WITHIN_MS))
  },
  timeoutMs,
)

/** From kept to in its conversation, of everybody else in the mailbox; milliseconds. */
async function neighboursOf({ books }: Scene, not: readonly Entry[]): Promise<{ p50: number; max: number }> {
  const [row] = await books.ask<{ p50: number; max: number }>(
    `select percentile_disc(0.5) within group (order by t.ms) as p50, max(t.ms) as max from (
     select (extract(epoch from i.taken_at - d.received_at) * 1000)::int as ms
     from channels.inbound i join channels.delivery d on d.id = i.delivery_id join channels.account a on a.id = i.account_id
     join conversations.conversation c on c.id = i.conversation_id
     where a.channel = 'email' and c.subject <> all ($1)) t`,
    [not.map(({ conversation }) => `Thread ${conversation}`)],
  )
  return row ?? { p50: Number.NaN, max: Number.NaN }
}
