import { useWords } from '../i18n/words.tsx'
import type { Out } from '../state/api.ts'

export type Clock = Out<'GET /api/v1/conversations/:id/clocks'>['clocks'][number]
export type Facts = Clock['facts']
/** More is read by nobody. */
const MOST = 4

/** Why a clock is due when it is due, in words; times in the reader's zone, or another that is said. */
export function useFacts(timeZone?: string) {
  const { t, formats } = useWords()
  const span = ({ from, to }: { from: string; to: string | null }): string =>
    to === null ? t('clock.since', { from: formats.dayTime(from, timeZone) }) : formats.stretch(from, to, timeZone)
  const some = (lines: readonly string[]): string[] =>
    lines.length > MOST ? [...lines.slice(0, MOST), t('clock.more', { n: lines.length - MOST })] : [...lines]
  return {
    pauses: ({ pauses }: Facts): string[] =>
      some(pauses.map((pause) => t('clock.paused', { span: span(pause), why: t(`clock.why.${pause.why}`) }))),
    closed: ({ closed }: Facts): string[] => some(closed.map((each) => t('clock.closed', { span: span(each) }))),
    holidays: ({ holidays }: Facts): string[] =>
      some(holidays.map(({ name, date }) => t('clock.holiday', { name, day: formats.calendarDay(date) }))),
    used: ({ usedSeconds, carriedSeconds }: Facts): string[] => [
      t('clock.used', { span: formats.hours(usedSeconds * 1000) }),
      ...(carriedSeconds === 0 ? [] : [t('clock.carried', { span: formats.hours(carriedSeconds * 1000) })]),
    ],
  }
}
