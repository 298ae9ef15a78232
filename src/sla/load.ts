import type { Selectable } from 'kysely'
import { type Db, sql, type Tx } from '#kernel/db'
import type { BrandId, ConversationId } from '#kernel/ids'
import type { Calendar } from './calendar.ts'
import type { Clock, Kind } from './clock.ts'
import type { Talk } from './follow-talk.ts'
import type { Promised } from './policy.ts'
import type { Calendars } from './reckon.ts'
import type { CalendarTable, ClockTable, PolicyTable } from './tables.ts'

/** A conversation as it was read, with what stands on its inbox row. */
export interface LoadedTalk extends Talk {
  due: { at: number; kind: Kind } | null
}

/** Locks these conversations' clocks until the end of the transaction, always in the same order; those it does not know are left out. */
export async function lockTalks(tx: Tx, ids: readonly ConversationId[]): Promise<LoadedTalk[]> {
  if (ids.length === 0) return []
  const talks = await tx
    .selectFrom('sla.talk')
    .selectAll()
    .where('conversation_id', 'in', [...ids])
    .orderBy('conversation_id')
    .forUpdate()
    .execute()
  const clocks = await clocksOf(tx, ids)
  return talks.map((talk) => ({
    id: talk.conversation_id,
    brand: talk.brand_id,
    answered: talk.answered,
    clocks: clocks.get(talk.conversation_id) ?? [],
    due: talk.due_at === null || talk.due_kind === null ? null : { at: talk.due_at.getTime(), kind: talk.due_kind },
  }))
}

/** Further back nothing changes any more: a conversation may go on for years. */
const LATEST = 8

/** The clocks of these conversations, oldest first; of answers only the latest. */
export async function clocksOf(db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, Clock[]>> {
  const { rows } = await sql<Selectable<ClockTable>>`
    select c.* from unnest(${[...ids]}::uuid[]) as wanted (id) cross join lateral (
      (select * from sla.clock where conversation_id = wanted.id and kind <> 'next')
      union all
      (select * from sla.clock where conversation_id = wanted.id and kind = 'next' order by started_at desc, id desc limit ${LATEST})
    ) c order by c.started_at, c.id`.execute(db)
  return Map.groupBy(rows.map(clockOf), ({ conversation }) => conversation)
}

const ms = (date: Date | null): number | null => date?.getTime() ?? null

const clockOf = (row: Selectable<ClockTable>): Clock => ({
  id: row.id,
  conversation: row.conversation_id,
  brand: row.brand_id,
  kind: row.kind,
  startedAt: row.started_at.getTime(),
  pauses: row.pauses,
  endedAt: ms(row.ended_at),
  endedWhy: row.ended_why,
  undo: row.undo,
  policy: row.policy_id,
  policyRev: row.policy_rev,
  calendar: row.calendar_id,
  target: row.target,
  warn: row.warn,
  countedFrom: row.counted_from.getTime(),
  carriedMs: Number(row.carried_ms),
  dueAt: ms(row.due_at),
  warnAt: ms(row.warn_at),
  warnedAt: ms(row.warned_at),
  breachedAt: ms(row.breached_at),
})

/** What these brands promise now. */
export async function policiesOf(db: Db, brands: readonly BrandId[]): Promise<Promised[]> {
  const rows = await db
    .selectFrom('sla.policy')
    .selectAll()
    .where('brand_id', 'in', [...brands])
    .where('removed_at', 'is', null)
    .orderBy('place')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(promisedOf)
}

const promisedOf = (row: Selectable<PolicyTable>): Promised => ({
  id: row.id,
  rev: row.rev,
  brand: row.brand_id,
  takes: row.takes,
  calendar: row.calendar_id,
  targets: { first: row.first, next: row.next, resolution: row.resolution },
  warn: row.warn,
  place: row.place,
})

/** By id; a removed one goes on counting for what it counted. */
export async function calendarsBy(db: Db, ids: readonly (string | null)[]): Promise<Calendars> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('sla.calendar').selectAll().where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, calendarOf(row)]))
}

export const calendarOf = (row: Selectable<CalendarTable>): Calendar => ({
  id: row.id,
  rev: row.rev,
  timeZone: row.time_zone,
  week: row.week,
  holidays: row.holidays,
})
