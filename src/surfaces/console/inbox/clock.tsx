import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { useNow } from '../state/now.ts'
import { Ring } from '../ui/ring.tsx'
import { waitingOf } from './waiting.ts'

/** The nearest clock with its remaining time in words; the time of the last message when none runs. */
export function Clock({ row }: { row: InboxRow }) {
  const now = useNow()
  const { t, formats } = useWords()
  const waiting = waitingOf(row, now)
  if (waiting === null) return <time dateTime={row.lastAt}>{formats.short(row.lastAt, now)}</time>
  const span = formats.span(waiting.span)
  return (
    <Ring part={waiting.part} tone={waiting.tone} over={waiting.kind === 'late'}>
      <span title={t(`clock.${waiting.kind}.long`, { span })}>
        <span aria-hidden="true">{waiting.kind === 'late' ? t('clock.late', { span }) : span}</span>
        <span className="sr-only">{t(`clock.${waiting.kind}.long`, { span })}</span>
      </span>
    </Ring>
  )
}
