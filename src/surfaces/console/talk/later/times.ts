const HOUR = 3_600_000
const MORNING = 9
const MONDAY = 1

interface LocalDay {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}
function localOf(at: number, timeZone: string): LocalDay {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') }
}
const asIfUtc = ({ year, month, day, hour, minute }: LocalDay): number => Date.UTC(year, month - 1, day, hour, minute)

/** When it is nine in the morning so many days from now, in that zone; also over a change of clocks. */
export function morningIn(now: number, days: number, timeZone: string): number {
  const { year, month, day } = localOf(now, timeZone)
  const wanted = Date.UTC(year, month - 1, day + days, MORNING)
  // The first guess may be on the other side of a change of clocks; from there the second is right.
  const first = wanted - (asIfUtc(localOf(wanted, timeZone)) - wanted)
  return first - (asIfUtc(localOf(first, timeZone)) - wanted)
}

/** Usual times for a reply to go, mornings by the brand's clock: its customers live there. */
export function sendTimes(now: number, timeZone: string): { id: string; at: number }[] {
  const { year, month, day } = localOf(now, timeZone)
  const untilMonday = (MONDAY - new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 7) % 7 || 7
  return [
    { id: 'hour', at: now + HOUR },
    { id: 'tomorrow', at: morningIn(now, 1, timeZone) },
    ...(untilMonday === 1 ? [] : [{ id: 'monday', at: morningIn(now, untilMonday, timeZone) }]),
  ]
}
