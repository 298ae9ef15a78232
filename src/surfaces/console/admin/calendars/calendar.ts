import { uuid7 } from '../../../shared/uuid7.ts'
import type { In, Out } from '../../state/api.ts'

export type Calendar = Out<'GET /api/v1/calendars'>['items'][number]
export type CalendarDraft = In<'PUT /api/v1/calendars/:id'>['body']
export type Holiday = CalendarDraft['holidays'][number]

export const draftOf = ({ name, timeZone, week, holidays }: Calendar): CalendarDraft => ({
  name,
  timeZone,
  week,
  holidays,
})

const workdays = [1, 2, 3, 4, 5]
/** What most offices keep, where the reader is. */
export const newDraft = (): CalendarDraft & { id: string } => ({
  id: uuid7(),
  name: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: workdays.map((day) => ({ day, from: '09:00', to: '17:00' })),
  holidays: [],
})

const keyOf = ({ date, yearly, from, to }: Holiday): string => `${date} ${yearly} ${from} ${to}`

/** With those of the other list that are not there yet, by their days. */
export function withHolidays(there: readonly Holiday[], more: readonly Holiday[]): Holiday[] {
  const known = new Set(there.map(keyOf))
  return [...there, ...more.filter((one) => !known.has(keyOf(one)))].sort((a, b) => a.date.localeCompare(b.date))
}

/** Over for good: shown as a number, not as a list. */
export const isOver = ({ date, yearly }: Holiday, today: string): boolean => !yearly && date < today
