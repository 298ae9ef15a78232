import { useRef, useState } from 'react'
import { ApiError } from '../../../shared/client.ts'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { faultsOf } from '../accounts/faults.ts'
import type { Holiday } from './calendar.ts'
import css from './calendars.module.css'

interface Props {
  /** Null: it is not saved yet, and there is nothing to take holidays over into. */
  id: string | null
  onTaken: (holidays: Holiday[]) => void
}

/** Takes holidays over from a file; what the server cannot read it names by line. */
export function ImportHolidays({ id, onTaken }: Props) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [told, setTold] = useState<{ done: string } | { wrong: string; lines: string[] } | null>(null)
  const take = async (file: File) => {
    if (id === null) return
    try {
      const body = { ics: await file.text() }
      const taken = await call('PUT /api/v1/calendars/:id/imported-holidays', { params: { id }, body })
      setTold({ done: t('calendar.imported', { added: taken.added, known: taken.known }) })
      onTaken(taken.calendar.holidays)
    } catch (error) {
      const lines = error instanceof ApiError ? faultsOf(error).map(({ detail }) => detail) : []
      setTold({ wrong: lines.length > 0 ? t('calendar.import.wrong') : toldBy(error, t), lines })
    }
  }
  return (
    <div className={css.import}>
      <Button
        onPress={() => input.current?.click()}
        disabledBecause={id === null ? t('calendar.import.saveFirst') : null}
      >
        {t('calendar.import')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".ics,text/calendar"
        hidden
        aria-label={t('calendar.import')}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) void take(file)
          target.value = ''
        }}
      />
      {told === null ? null : 'done' in told ? (
        <p role="status">{told.done}</p>
      ) : (
        <ErrorBox>
          {told.wrong}
          <ul className={css.faults} lang="en" dir="ltr">
            {told.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </ErrorBox>
      )}
    </div>
  )
}
