import { type FieldFault, Problem } from '#kernel/errors'
import type { SlaApi } from './contract.ts'

type Hours = Pick<SlaApi['POST /api/v1/calendars']['body'], 'timeZone' | 'week' | 'holidays'>

/** Throws with every fault at once: what the shape alone cannot say. */
export function checkHours(hours: Hours): void {
  const faults = [...zoneFaults(hours), ...holidayFaults(hours)]
  if (faults.length === 0) return
  throw new Problem('invalid_input', 'The calendar was not saved. Put right what is named; nothing was changed.', {
    faults,
  })
}

function zoneFaults({ timeZone }: Hours): FieldFault[] {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone)
    return []
  } catch {
    return [{ pointer: '/body/timeZone', detail: 'must be an IANA time zone such as Europe/Brussels' }]
  }
}

const holidayFaults = ({ holidays }: Hours): FieldFault[] =>
  holidays.flatMap(({ from, to }, at) =>
    (from === null) === (to === null)
      ? []
      : [{ pointer: `/body/holidays/${at}`, detail: 'has either both ends of its hours or none' }],
  )
