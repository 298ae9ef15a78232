import { Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import type { Holiday } from './calendar.ts'
import { calendarBy } from './calendars.ts'
import { saveHours } from './change-calendars.ts'
import type { SlaApi } from './contract.ts'
import { type Fault, readHolidays } from './ics/read-holidays.ts'

type Route = SlaApi['PUT /api/v1/calendars/:id/imported-holidays']
const MOST = 1_000
const MOST_FAULTS = 20

/** Takes the days off of a file over; what is there stays. A file that cannot be read whole changes nothing, and says which lines are why. */
export async function importHolidays(ctx: Context, id: string, { ics }: Route['body']): Promise<Route['answer']> {
  const found = await ctx.transaction(async (tx) => {
    let counts = { added: 0, known: 0, skipped: 0 }
    await saveHours(ctx, tx, id, (now) => {
      const today = ctx.clock.instant().toZonedDateTimeISO(now.timeZone).toPlainDate()
      const { holidays, faults } = readHolidays(ics, now.timeZone, today)
      refuse(faults)
      const coming = holidays.filter(({ date, yearly }) => yearly || date >= today.subtract({ years: 1 }).toString())
      const fresh = newOf(now.holidays, coming)
      counts = { added: fresh.length, known: coming.length - fresh.length, skipped: holidays.length - coming.length }
      return { ...now, holidays: inOrder([...now.holidays, ...fresh]) }
    })
    return counts
  })
  return { ...found, calendar: await calendarBy(ctx.db, id) }
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return
  const told = faults
    .slice(0, MOST_FAULTS)
    .map(({ line, detail }) => ({ pointer: '/body/ics', detail: `line ${line} ${detail}` }))
  const first = told[0]?.detail ?? ''
  throw new Problem('invalid_input', `The file was not taken over, nothing was changed: ${first}.`, { faults: told })
}

const keyOf = ({ date, yearly, from, to }: Holiday): string => `${date} ${yearly} ${from} ${to}`
/** Of the coming ones those that are not there yet, each once. */
function newOf(there: readonly Holiday[], coming: readonly Holiday[]): Holiday[] {
  const seen = new Set(there.map(keyOf))
  return coming.filter((holiday) => {
    const isNew = !seen.has(keyOf(holiday))
    seen.add(keyOf(holiday))
    return isNew
  })
}

function inOrder(holidays: readonly Holiday[]): Holiday[] {
  if (holidays.length > MOST)
    throw new Problem(
      'invalid_input',
      `A calendar holds ${MOST} holidays; these would be ${holidays.length}. Nothing was changed.`,
    )
  return holidays.toSorted((a, b) => a.date.localeCompare(b.date))
}
