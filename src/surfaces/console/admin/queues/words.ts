import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { useLabels } from '../../state/directory.ts'
import type { Queue } from './queue.ts'

/** What a queue is for, in words. */
export function useQueueWords(queues: readonly Queue[]) {
  const { t, text, formats } = useWords()
  const labels = useLabels()
  const nameOf = (id: string) => text(queues.find((queue) => queue.id === id)?.name)
  return {
    takes: ({ takes, first }: Queue): string => {
      const named = [
        ...takes.channels.map((channel) => t(`channel.${channelKind(channel)}`)),
        ...takes.languages.map((lang) => formats.language(lang)),
        ...labels.filter(({ id }) => takes.labels.includes(id)).map(({ name }) => text(name)),
        ...takes.priorities,
        ...(takes.vip ? [t('vip')] : []),
      ]
      if (named.length > 0) return formats.list(named)
      return t(first ? 'queue.takes.rest' : 'queue.takes.nothing')
    },
    how: ({ push, skill, speaks, offer }: Queue): string =>
      formats.list([
        push && offer !== null
          ? t('queue.push.for', { span: formats.span(offer * 1_000) })
          : t(push ? 'queue.push' : 'queue.pull'),
        ...(skill === null ? [] : [t('queue.skill.asked', skill)]),
        ...(speaks ? [t('queue.speaks.asked')] : []),
      ]),
    overflow: ({ overflow }: Queue): string =>
      overflow === null
        ? '–'
        : t('queue.overflow.after', { queue: nameOf(overflow.queue), span: formats.span(overflow.minutes * 60_000) }),
  }
}
