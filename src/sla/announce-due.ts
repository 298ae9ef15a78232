import { lockRows, type Row } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import { type Fact, publishAll } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { Clock } from './clock.ts'
import { type LoadedTalk, lockTalks } from './load.ts'
import { nextMoment } from './reckon.ts'
import { saveTalks } from './save.ts'

/** Of one transaction: a storm of breaches goes as fast as it comes, and nobody who answers waits for long. */
const AT_ONCE = 50

interface Rung {
  row: Row
  clock: Clock
}

/**
 * Announces clocks whose time has come, the earliest first, and answers how many there were. What another transaction is
 * announcing is left to it. Done twice, each is announced once: the clock remembers in the same transaction.
 */
export async function announceDue(tx: Tx): Promise<number> {
  const ids = await dueTalks(tx)
  if (ids.length === 0) return 0
  const before = await lockTalks(tx, ids)
  const now = tx.clock.now().getTime()
  const after = before.map((talk) => ({ ...talk, clocks: talk.clocks.map((clock) => rung(clock, now)) }))
  const rows = await lockRows(tx, ids)
  await saveTalks(tx, before, after)
  const told = changed(before, after, rows)
  const isLate = ({ clock }: Rung) => clock.breachedAt === now
  await publishAll(tx, 'clock.warned', factsOf(told.filter((each) => !isLate(each))))
  await publishAll(tx, 'clock.breached', factsOf(told.filter(isLate)))
  return told.length
}

async function dueTalks(tx: Tx): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from sla.talk where conversation_id in (
      select conversation_id from sla.clock where next_at <= ${tx.clock.now()} order by next_at limit ${AT_ONCE})
    order by conversation_id for update skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}

function rung(clock: Clock, now: number): Clock {
  const at = nextMoment(clock)
  if (at === null || at > now) return clock
  const isLate = clock.dueAt !== null && clock.dueAt <= now
  return { ...clock, warnedAt: clock.warnedAt ?? now, breachedAt: isLate ? now : null }
}

function changed(
  before: readonly LoadedTalk[],
  after: readonly LoadedTalk[],
  rows: ReadonlyMap<ConversationId, Row>,
): Rung[] {
  const was = new Set(before.flatMap(({ clocks }) => clocks))
  return after.flatMap(({ id, clocks }) => {
    const row = rows.get(id)
    return row === undefined ? [] : clocks.filter((clock) => !was.has(clock)).map((clock) => ({ row, clock }))
  })
}

const factsOf = (told: readonly Rung[]): Fact<'clock.warned' | 'clock.breached'>[] =>
  told.flatMap(({ row, clock: { id, kind, dueAt, policy, target } }) => {
    if (policy === null || target === null || dueAt === null) return []
    const data = {
      clockId: id,
      clock: kind,
      policyId: policy,
      dueAt: new Date(dueAt).toISOString(),
      target,
      ...(row.queue_id === null ? {} : { queueId: row.queue_id }),
      ...(row.assignee_id === null ? {} : { agentId: row.assignee_id }),
    }
    const { brand_id: brand, conversation_id: subject, contact_id: contact, scopes } = row
    return { brand, subject, about: { contact }, scopes, data }
  })
