const days = [1, 2, 3, 4, 5, 6, 7]

/** Monday first: 1 June 2026 was one. */
export const dayNames = (lang: string): string[] => {
  const format = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' })
  return days.map((day) => format.format(Date.UTC(2026, 5, day)))
}

/** What the browser knows, and the one that is set. */
export const zones = (now: string): string[] => [...new Set([now, ...Intl.supportedValuesOf('timeZone')])].sort()
