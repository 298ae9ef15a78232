import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { until } from './harness/cell.ts'
import type { Entry } from './harness/ledger.ts'
import { textOf } from './harness/ledger.ts'
import { judge } from './harness/report.ts'
import { openScene, type Scene } from './harness/scene.ts'
import { timeoutMs, withinMs } from './harness/sizes.ts'
import { mail } from './harness/writers/mailers.ts'

interface Dead {
  items: { id: string; kind: string; tries: number }[]
}
const SLOW_SECONDS = 8
/** Five tries with waits of 2, 4, 8 and 16 s at most, on a busy machine. */
const PARKED_WITHIN_MS = 150_000
const NEIGHBOURS_WITHIN_MS = 1_000

test(
  'a mail that can never be taken in, and one that takes its time: parked and replayable; the others do not wait',
  async () => {
    await using scene = await openScene()
    let dead: Dead['items'] = []
    let neighbours = { p50: 0, max: 0 }
    const outcome = await scene.under(async ({ incoming }) => {
      const [poison, slow] = [incoming.next(newId()), incoming.next(newId())]
      await plant(scene, poison, slow)
      await Promise.all([mail(scene.door, poison), mail(scene.door, slow)])
      const parked = async (): Promise<boolean> => {
        dead = (await scene.ask<Dead>('/api/v1/dead-jobs')).items
        return dead.length > 0
      }
      await until(parked, PARKED_WITHIN_MS, 1_000)
      await pause(6_000)
      neighbours = await neighboursOf(scene, [poison, slow])
    })
    expect(dead).toMatchObject([{ kind: 'channels.take-event', tries: 5 }])
    expect(outcome.incoming.lost).toBe(1)
    const alarmed = outcome.alarms.fired('ParkedOrDead', true)
    await mendAndReplay(scene, dead)
    const note = `parked after ${dead[0]?.tries} tries, taken in when replayed; neighbours in the same mailbox after ${neighbours.p50} ms (p50), ${neighbours.max} ms (max)`
    const mended = { ...outcome, incoming: { ...outcome.incoming, lost: 0 } }
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

/** What no code of ours expects: the database refuses one message whatever is tried, and thinks long about another. */
async function plant({ books }: Scene, poison: Entry, slow: Entry): Promise<void> {
  await books.ask(`
    create function conversations.plant() returns trigger language plpgsql as $$ begin
      if new.text = '${textOf(poison)}' then raise exception 'planted'; end if;
      if new.text = '${textOf(slow)}' then perform pg_sleep(${SLOW_SECONDS}); end if;
      return new;
    end $$;
    create trigger plant before insert on conversations.message for each row execute function conversations.plant()`)
}

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

async function mendAndReplay({ books, ask }: Scene, dead: Dead['items']): Promise<void> {
  await books.ask('drop function conversations.plant cascade')
  for (const { id } of dead) await ask(`/api/v1/dead-jobs/${id}/replay`, undefined, 'PUT')
  await until(
    async () => (await ask<Dead>('/api/v1/dead-jobs')).items.length === 0 && (await books.undone()) === 0,
    30_000,
    500,
  )
}
