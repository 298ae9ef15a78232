import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { toldBy } from '../../state/told.ts'
import { Ask } from '../../ui/ask.tsx'
import type { Calendar } from './calendar.ts'

interface Props {
  calendar: Calendar
  onClose: () => void
  onDone: () => void
}

/** One that is counted by stays, and says by what. */
export function RemoveCalendar({ calendar, onClose, onDone }: Props) {
  const { t } = useWords()
  const [told, setTold] = useState<string | null>(null)
  const remove = () =>
    void call('DELETE /api/v1/calendars/:id', { params: { id: calendar.id } }).then(
      () => {
        showBar({ text: 'calendar.removed' })
        onDone()
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  return (
    <Ask
      title={t('calendar.remove.ask', { calendar: calendar.name })}
      verb={t('calendar.remove')}
      onClose={onClose}
      onSure={remove}
    >
      <p>{told ?? t('calendar.remove.more')}</p>
    </Ask>
  )
}
