import { conversationFor } from '#conversations'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Clock } from './clock.ts'
import type { ConversationClock } from './contract.ts'
import { endOf, explain, type Named, stateOf } from './explain.ts'
import { calendarOf, clocksOf } from './load.ts'

/** The clocks of a conversation, the newest first, for whoever may read it. */
export async function listClocks(ctx: Context, id: ConversationId): Promise<ConversationClock[]> {
  await conversationFor(ctx.actor, id, ctx.db)
  const clocks = (await clocksOf(ctx.db, [id])).get(id) ?? []
  const policies = await namesOf(
    ctx,
    clocks.map(({ policy }) => policy),
  )
  const calendars = await namedCalendars(
    ctx,
    clocks.map(({ calendar }) => calendar),
  )
  const now = ctx.clock.now().getTime()
  return clocks.reverse().map((clock) => present(clock, policies, calendars, now))
}

function present(
  clock: Clock,
  policies: ReadonlyMap<string, string>,
  calendars: ReadonlyMap<string, Named>,
  now: number,
): ConversationClock {
  const { policy, calendar, pauses, carriedMs, countedFrom } = clock
  const name = policy === null ? undefined : policies.get(policy)
  return {
    id: clock.id,
    kind: clock.kind,
    state: stateOf(clock),
    startedAt: iso(clock.startedAt),
    endedAt: maybe(clock.endedAt),
    endedWhy: clock.endedWhy,
    policy: policy === null || name === undefined ? null : { id: policy, name },
    target: clock.target,
    due: maybe(clock.dueAt),
    warnAt: maybe(clock.warnAt),
    warnedAt: maybe(clock.warnedAt),
    breachedAt: maybe(clock.breachedAt),
    facts: explain({
      calendar: calendar === null ? null : (calendars.get(calendar) ?? null),
      from: countedFrom,
      until: endOf(clock, now),
      now,
      pauses,
      carriedMs,
    }),
  }
}

const iso = (at: number): string => new Date(at).toISOString()
const maybe = (at: number | null): string | null => (at === null ? null : iso(at))
const some = (ids: readonly (string | null)[]): string[] => [...new Set(ids)].filter((id) => id !== null)

async function namesOf({ db }: Context, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  if (some(ids).length === 0) return new Map()
  const rows = await db.selectFrom('sla.policy').select(['id', 'name']).where('id', 'in', some(ids)).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function namedCalendars({ db }: Context, ids: readonly (string | null)[]): Promise<Map<string, Named>> {
  if (some(ids).length === 0) return new Map()
  const rows = await db.selectFrom('sla.calendar').selectAll().where('id', 'in', some(ids)).execute()
  return new Map(rows.map((row) => [row.id, { ...calendarOf(row), name: row.name }]))
}
