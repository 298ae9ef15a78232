import { waitMinutesOf } from '#conversations'
import { isOpen, nextOpening, openSeconds } from '#people'
import { whenOf } from '../shared/when.ts'
import type { Site } from './site.ts'

const asDate = (at: Temporal.Instant): Date => new Date(at.epochMilliseconds)

interface Door {
  minute: number
  open: boolean
  /** Null while open, and for who is never there. */
  opens: Temporal.Instant | null
  /** Null while closed, and when it does not close within two days. */
  closes: Temporal.Instant | null
}
const doors = new WeakMap<Site['brand']['hours'], Door>()

/** Hours are written to the minute, so the door stands as it does for a whole minute: looked at once for all who read meanwhile. */
function doorOf({ brand: { hours }, now }: Site): Door {
  const minute = Math.floor(now.epochMilliseconds / 60_000)
  const known = doors.get(hours)
  if (known?.minute === minute) return known
  const open = isOpen(hours, now)
  const door = { minute, open, opens: open ? null : nextOpening(hours, now), closes: open ? closing(hours, now) : null }
  doors.set(hours, door)
  return door
}

/** When somebody is there again, as people say it; null while open, and for who is never there. */
export function opensAgain(site: Site): string | null {
  const { opens } = doorOf(site)
  const { brand, words, now } = site
  return opens && whenOf(asDate(opens), asDate(now), { lang: words.lang, timeZone: brand.hours.timeZone })
}

/** Open now until …, or closed until …; in the brand's own zone, which the page names. */
export function openWords(site: Site): string {
  const { brand, words, now } = site
  const { open, closes } = doorOf(site)
  if (!open) {
    const when = opensAgain(site)
    return when === null ? words.t('hours.closed') : words.t('hours.closedUntil', { when })
  }
  const zone = { lang: words.lang, timeZone: brand.hours.timeZone }
  return closes === null
    ? words.t('hours.note')
    : words.t('hours.openUntil', { time: whenOf(asDate(closes), asDate(now), zone) })
}

const MINUTES_AHEAD = 2 * 24 * 60

/** When the door closes next; null when it does not within two days. */
function closing(hours: Site['brand']['hours'], now: Temporal.Instant): Temporal.Instant | null {
  const isOpenFor = (minutes: number): boolean => openSeconds(hours, now, now.add({ minutes })) >= minutes * 60
  if (isOpenFor(MINUTES_AHEAD)) return null
  let [open, shut] = [0, MINUTES_AHEAD]
  while (shut - open > 1) {
    const middle = (open + shut) >> 1
    if (isOpenFor(middle)) open = middle
    else shut = middle
  }
  const edge = openSeconds(hours, now, now.add({ minutes: shut }))
  return now.add({ seconds: Math.round(edge) })
}

/** What somebody who writes now waits for a person: as routing estimates it, or when we open again. */
export async function waitWords(site: Site): Promise<string> {
  const { ctx, brand, words } = site
  if (!doorOf(site).open) {
    const when = opensAgain(site)
    return when === null ? words.t('wait.unknown') : words.t('wait.opens', { when })
  }
  const minutes = await waitMinutesOf(ctx.db, brand.id)
  if (minutes === null) return words.t('wait.unknown')
  return minutes > 90 ? words.t('wait.hours', { hours: Math.ceil(minutes / 60) }) : words.t('wait.minutes', { minutes })
}

/** Each day with its openings, Monday first; days alike are not joined, so that a screen reader's table stays plain. */
export function weekOf({ brand, words }: Site): { day: string; times: string }[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const times = brand.hours.week
      .filter((open) => open.day === day)
      .map(({ from, to }) => words.t('hours.range', { from, to: to === '00:00' ? '24:00' : to }))
    return { day: words.t(`hours.day${day}`), times: times.length === 0 ? words.t('hours.closed') : times.join(', ') }
  })
}

/** Brussels, of Europe/Brussels. */
export const zoneName = ({ brand }: Site): string => (brand.hours.timeZone.split('/').at(-1) ?? '').replaceAll('_', ' ')
