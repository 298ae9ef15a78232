import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { useQueues } from '../../state/directory.ts'
import type { Calendar } from '../calendars/calendar.ts'
import type { Level } from './level.ts'

/** A service level in words, for a row of a table. */
export function useLevelWords(calendars: readonly Calendar[]) {
  const { t, text, formats } = useWords()
  const queues = useQueues()
  return {
    takes: ({ takes }: Level): string => {
      const named = [
        ...queues.filter(({ id }) => takes.queues.includes(id)).map(({ name }) => text(name)),
        ...takes.channels.map((channel) => t(`channel.${channelKind(channel)}`)),
        ...takes.priorities,
      ]
      return named.length === 0 ? t('level.takes.all') : formats.list(named)
    },
    target: (minutes: number | null): string => (minutes === null ? '–' : formats.hours(minutes * 60_000)),
    calendar: ({ calendar }: Level): string =>
      calendar === null ? t('level.always') : (calendars.find(({ id }) => id === calendar)?.name ?? '–'),
  }
}
