/** When the doors open again, as people say it: "tomorrow, 09:00", "Monday, 09:00", "24 December, 09:00". In the brand's zone. */
export function whenOpen(lang: string, now: Temporal.Instant, opens: Temporal.Instant, timeZone: string): string {
  const at = new Date(opens.epochMilliseconds)
  const time = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    at,
  )
  return `${dayOf(lang, now, opens, timeZone)}, ${time}`
}

const THIS_WEEK = 6

function dayOf(lang: string, now: Temporal.Instant, opens: Temporal.Instant, timeZone: string): string {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const days = today.until(opens.toZonedDateTimeISO(timeZone).toPlainDate()).days
  if (days <= 1) return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(days, 'day')
  const form: Intl.DateTimeFormatOptions = days <= THIS_WEEK ? { weekday: 'long' } : { day: 'numeric', month: 'long' }
  return new Intl.DateTimeFormat(lang, { ...form, timeZone }).format(new Date(opens.epochMilliseconds))
}
