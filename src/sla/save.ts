import { stampDues } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import { enqueueAll } from '#kernel/jobs'
import { type Clock, isOpen, isPaused, type Kind } from './clock.ts'
import type { LoadedTalk } from './load.ts'
import { nextMoment } from './reckon.ts'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

const rowOf = (clock: Clock) => ({
  id: clock.id,
  conversation_id: clock.conversation,
  brand_id: clock.brand,
  kind: clock.kind,
  started_at: iso(clock.startedAt),
  pauses: clock.pauses,
  ended_at: iso(clock.endedAt),
  ended_why: clock.endedWhy,
  undo: clock.undo,
  policy_id: clock.policy,
  policy_rev: clock.policyRev,
  calendar_id: clock.calendar,
  target: clock.target,
  warn: clock.warn,
  counted_from: iso(clock.countedFrom),
  carried_ms: clock.carriedMs,
  due_at: iso(clock.dueAt),
  warn_at: iso(clock.warnAt),
  warned_at: iso(clock.warnedAt),
  breached_at: iso(clock.breachedAt),
  next_at: iso(nextMoment(clock)),
})

/** Writes what became of locked conversations, wakes up when a clock warns or is due, and stamps the nearest on the inbox row. */
export async function saveTalks(tx: Tx, before: readonly LoadedTalk[], after: readonly LoadedTalk[]): Promise<void> {
  const was = new Map(before.flatMap(({ clocks }) => clocks.map((clock) => [clock.id, JSON.stringify(clock)])))
  const clocks = after.flatMap((talk) => talk.clocks)
  const changed = clocks.filter((clock) => was.get(clock.id) !== JSON.stringify(clock))
  const gone = [...was.keys()].filter((id) => !clocks.some((clock) => clock.id === id))
  await writeClocks(tx, changed, gone)
  await enqueueAll(tx, 'sla.ring', changed.flatMap(alarmOf))
  await stampChanged(tx, before, after)
}

async function writeClocks(tx: Tx, changed: readonly Clock[], gone: readonly string[]): Promise<void> {
  if (gone.length > 0) await tx.deleteFrom('sla.clock').where('id', 'in', gone).execute()
  if (changed.length === 0) return
  await sql`
    insert into sla.clock select * from json_populate_recordset(null::sla.clock, ${JSON.stringify(changed.map(rowOf))}::json)
    on conflict (id) do update set pauses = excluded.pauses, ended_at = excluded.ended_at, ended_why = excluded.ended_why, undo = excluded.undo,
      policy_id = excluded.policy_id, policy_rev = excluded.policy_rev, calendar_id = excluded.calendar_id, target = excluded.target,
      warn = excluded.warn, counted_from = excluded.counted_from, carried_ms = excluded.carried_ms, due_at = excluded.due_at,
      warn_at = excluded.warn_at, warned_at = excluded.warned_at, breached_at = excluded.breached_at, next_at = excluded.next_at`.execute(
    tx,
  )
}

/** One waiting job a clock. It may come too early, when the time was put off since: then it waits again. */
function alarmOf(clock: Clock) {
  const at = nextMoment(clock)
  return at === null ? [] : [{ payload: { clockId: clock.id }, key: clock.id, at: new Date(at) }]
}

/** The clock that runs out first; one that waits for somebody else is not ours to hurry. */
export function nearest(clocks: readonly Clock[]): { at: number; kind: Kind } | null {
  const running = clocks.filter((clock) => isOpen(clock) && !isPaused(clock))
  const due = running.flatMap(({ dueAt, kind }) => (dueAt === null ? [] : [{ at: dueAt, kind }]))
  return due.sort((a, b) => a.at - b.at)[0] ?? null
}

async function stampChanged(tx: Tx, before: readonly LoadedTalk[], after: readonly LoadedTalk[]): Promise<void> {
  const answered = new Map(before.map((talk) => [talk.id, talk.answered]))
  const stamps = after.flatMap((talk) => {
    const due = nearest(talk.clocks)
    const same = due?.at === talk.due?.at && due?.kind === talk.due?.kind
    return same && answered.get(talk.id) === talk.answered ? [] : [{ id: talk.id, answered: talk.answered, due, same }]
  })
  if (stamps.length === 0) return
  const rows = stamps.map(({ id, answered: is, due }) => ({
    id,
    answered: is,
    at: iso(due?.at ?? null),
    kind: due?.kind,
  }))
  await sql`
    update sla.talk t set answered = g.answered, due_at = g.at, due_kind = g.kind
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (id uuid, answered boolean, at timestamptz, kind text)
    where t.conversation_id = g.id`.execute(tx)
  const shown = stamps.filter(({ same }) => !same)
  await stampDues(
    tx,
    shown.map(({ id, due }) => ({ id, due: due === null ? null : { at: new Date(due.at), kind: due.kind } })),
  )
}
