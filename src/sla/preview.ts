import { Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { checkHours } from './check.ts'
import type { SlaApi } from './contract.ts'
import { momentAfter } from './count.ts'
import { explain, type Named } from './explain.ts'

type Route = SlaApi['POST /api/v1/calendars/preview']

/** When something would be due by these hours; nothing is saved. A local time that does not exist is the moment the clock jumps. */
export function preview(ctx: Context, { timeZone, week, holidays, minutes, at }: Route['body']): Route['answer'] {
  checkHours({ timeZone, week, holidays })
  const calendar: Named = { id: null, rev: 0, name: '', timeZone, week, holidays }
  const from = instantOf(at, timeZone)
  const due = momentAfter(calendar, from, minutes * 60_000, [])
  const until = due ?? Math.max(from, ctx.clock.now().getTime())
  return {
    from: new Date(from).toISOString(),
    due: due === null ? null : new Date(due).toISOString(),
    facts: explain({ calendar, from, until, now: until, pauses: [], carriedMs: 0 }),
  }
}

function instantOf(at: string, timeZone: string): number {
  try {
    return Temporal.PlainDateTime.from(at).toZonedDateTime(timeZone).epochMilliseconds
  } catch {
    const faults = [{ pointer: '/body/at', detail: 'must be a local time such as 2026-11-27T17:50' }]
    throw new Problem('invalid_input', 'There is no such day or time.', { faults })
  }
}
