import { useEffect, useState } from 'react'
import { useFacts } from '../../clocks/facts.ts'
import { useWords } from '../../i18n/words.tsx'
import { call, type Out } from '../../state/api.ts'
import { useNow } from '../../state/now.ts'
import { toldBy } from '../../state/told.ts'
import { Choose, Field } from '../../ui/field.tsx'
import type { CalendarDraft } from './calendar.ts'
import css from './calendars.module.css'

type Said = Out<'POST /api/v1/calendars/preview'>
const offered = [30, 60, 120, 240, 480, 960, 2400] as const
/** Not with every key that is pressed. */
const PATIENCE_MS = 250
const DAY = 86_400_000

/** The coming Friday, shortly before most go home: where hours show what they are. */
function friday(now: number): string {
  const ahead = (5 - new Date(now).getUTCDay() + 7) % 7
  return `${new Date(now + ahead * DAY).toISOString().slice(0, 10)}T16:30`
}

/** "A message on Friday at 16:30 would be due on Monday at 10:30", as the server reckons it, before anything is saved. */
export function Preview({ draft: { timeZone, week, holidays } }: { draft: CalendarDraft }) {
  const { t, formats } = useWords()
  const now = useNow()
  const [at, setAt] = useState(() => friday(now))
  const [minutes, setMinutes] = useState(120)
  const [said, setSaid] = useState<Said | { wrong: string } | null>(null)
  const asked = JSON.stringify({ timeZone, week, holidays, minutes, at })
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(() => {
      const body = JSON.parse(asked) as CalendarDraft & { minutes: number; at: string }
      if (body.week.length === 0 || body.at === '') return setSaid(null)
      void call('POST /api/v1/calendars/preview', { body }).then(
        (answer) => wanted && setSaid(answer),
        (error: unknown) => wanted && setSaid({ wrong: toldBy(error, t) }),
      )
    }, PATIENCE_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [asked, t])
  return (
    <section className={css.preview} aria-label={t('calendar.preview')}>
      <h3>{t('calendar.preview')}</h3>
      <div className={css.asks}>
        <Field label={t('calendar.preview.at')} type="datetime-local" value={at} onChange={setAt} />
        <Choose
          label={t('calendar.preview.target')}
          value={String(minutes)}
          onChange={(chosen) => setMinutes(Number(chosen))}
          options={offered.map((each) => ({ id: String(each), label: formats.hours(each * 60_000) }))}
        />
      </div>
      <div role="status">
        {said === null ? (
          <p className={css.hint}>{t('calendar.preview.none')}</p>
        ) : 'wrong' in said ? (
          <p className={css.hint}>{said.wrong}</p>
        ) : (
          <Answer said={said} timeZone={timeZone} />
        )}
      </div>
    </section>
  )
}

function Answer({ said: { due, facts }, timeZone }: { said: Said; timeZone: string }) {
  const { t, formats } = useWords()
  const words = useFacts(timeZone)
  if (due === null) return <p>{t('calendar.preview.never')}</p>
  return (
    <>
      <p className={css.due}>{t('calendar.preview.due', { when: formats.dayTime(due, timeZone) })}</p>
      <ul className={css.why}>
        {[...words.closed(facts), ...words.holidays(facts)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}
