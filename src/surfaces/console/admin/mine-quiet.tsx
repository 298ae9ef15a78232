import { useWords } from '../i18n/words.tsx'
import type { Out } from '../state/api.ts'
import { Field } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'
import { dayNames } from './zones.ts'

type Quiet = Out<'GET /api/v1/notices/mail'>['choices']['quiet']
const evenings = { from: '19:00', to: '08:00', days: [1, 2, 3, 4, 5, 6, 7] }

interface Props {
  quiet: Quiet
  onChange: (quiet: Quiet) => void
}

/** When no mail comes: from one time to the other, beginning on these days. */
export function QuietHours({ quiet, onChange }: Props) {
  const { t, lang } = useWords()
  return (
    <fieldset className={css.group}>
      <legend>{t('notices.mail.quiet')}</legend>
      <Switch isSelected={quiet !== null} onChange={(on) => onChange(on ? evenings : null)}>
        {t('notices.mail.quiet.on')}
      </Switch>
      {quiet === null ? null : (
        <>
          <div className={css.pair}>
            {(['from', 'to'] as const).map((end) => (
              <Field
                key={end}
                type="time"
                label={t(`notices.mail.quiet.${end}`)}
                value={quiet[end]}
                onChange={(time) => time !== '' && onChange({ ...quiet, [end]: time.slice(0, 5) })}
              />
            ))}
          </div>
          <fieldset className={`${css.group} ${css.checks}`} aria-label={t('notices.mail.quiet.days')}>
            {dayNames(lang).map((name, at) => (
              <Day key={name} name={name} day={at + 1} quiet={quiet} onChange={onChange} />
            ))}
          </fieldset>
        </>
      )}
    </fieldset>
  )
}

interface DayProps {
  name: string
  day: number
  quiet: NonNullable<Quiet>
  onChange: (quiet: Quiet) => void
}
/** No day at all is no quiet time. */
function Day({ name, day, quiet, onChange }: DayProps) {
  const on = quiet.days.includes(day)
  const days = on ? quiet.days.filter((each) => each !== day) : [...quiet.days, day].sort()
  return (
    <label className={css.check}>
      <input type="checkbox" checked={on} onChange={() => onChange(days.length === 0 ? null : { ...quiet, days })} />
      {name}
    </label>
  )
}
