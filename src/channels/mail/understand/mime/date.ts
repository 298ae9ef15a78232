const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
}
const SHAPE =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})(?:[,\s]+(\d{1,2})\s*[:.]\s*(\d{2})(?:\s*[:.]\s*(\d{2}))?)?\s*(?:([+-])(\d{2}):?(\d{2})|([A-Z]{1,5}))?/i

/** A Date header as ISO 8601 in UTC; null when it is none. Comments, two-digit years and missing seconds are read. */
export function readDate(header: string | undefined): string | null {
  const text = (header ?? '').slice(0, 200).replace(/\([^()]*\)?/g, ' ')
  const found = SHAPE.exec(text)
  if (found === null) return iso(Date.parse(text))
  const [
    ,
    day = '',
    month = '',
    year = '',
    hour = '0',
    minute = '0',
    second = '0',
    sign,
    zoneHour = '0',
    zoneMinute = '0',
    zone = '',
  ] = found
  const at = MONTHS.indexOf(month.toLowerCase())
  if (at < 0 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  const offset =
    sign === undefined
      ? (ZONES[zone.toUpperCase()] ?? 0)
      : (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute))
  return iso(Date.UTC(fullYear(year), at, Number(day), Number(hour), Number(minute), Number(second)) - offset * 60_000)
}

const fullYear = (year: string): number =>
  year.length > 2 ? Number(year) % 10_000 : Number(year) + (Number(year) < 50 ? 2000 : 1900)

const iso = (ms: number): string | null => {
  const instant = Math.abs(ms) < 4e12 ? Temporal.Instant.fromEpochMilliseconds(ms).toString() : null
  return instant
}
