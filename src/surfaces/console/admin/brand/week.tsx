import { useWords } from '../../i18n/words.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { dayNames } from '../zones.ts'
import css from './hours.module.css'
import {
  changed,
  copied,
  days,
  type Interval,
  isWholeDay,
  onDay,
  overlapping,
  passesMidnight,
  withOneMore,
  without,
} from './hours-of.ts'

/** The hours of a week: several stretches a day, over midnight too. */
export function Week({ week, onChange }: { week: readonly Interval[]; onChange: (week: Interval[]) => void }) {
  const { t, lang, formats } = useWords()
  const names = dayNames(lang)
  const nameOf = (day: number) => names[day - 1] ?? ''
  const twice = overlapping(week)
  return (
    <>
      <ul className={css.week}>
        {days.map((day) => (
          <Day key={day} day={day} name={nameOf(day)} week={week} onChange={onChange} />
        ))}
      </ul>
      <Button look="quiet" onPress={() => onChange(copied(week, 1, [2, 3, 4, 5]))}>
        {t('hours.copy', { from: nameOf(1), to: nameOf(5) })}
      </Button>
      {twice.length === 0 ? null : (
        <ErrorBox tone="warn">{t('hours.twice', { days: formats.list(twice.map(nameOf)) })}</ErrorBox>
      )}
    </>
  )
}

interface DayProps {
  day: number
  name: string
  week: readonly Interval[]
  onChange: (week: Interval[]) => void
}
function Day({ day, name, week, onChange }: DayProps) {
  const { t } = useWords()
  const open = onDay(week, day)
  return (
    <li className={css.day}>
      <span className={css.name}>{name}</span>
      <div className={css.stretches}>
        {open.length === 0 ? <span className={css.closed}>{t('hours.closed')}</span> : null}
        {open.map((each, index) => (
          <Stretch
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch has no identity but its place
            key={index}
            name={`${name} ${index + 1}`}
            interval={each}
            onChange={(change) => onChange(changed(week, each, change))}
            onRemove={() => onChange(without(week, each))}
          />
        ))}
      </div>
      <IconButton label={t('hours.add', { day: name })} onPress={() => onChange(withOneMore(week, day))}>
        <Glyph name="plus" />
      </IconButton>
    </li>
  )
}

interface StretchProps {
  name: string
  interval: Interval
  onChange: (change: Partial<Interval>) => void
  onRemove: () => void
}
function Stretch({ name, interval, onChange, onRemove }: StretchProps) {
  const { t } = useWords()
  const input = (end: 'from' | 'to') => (
    <input
      type="time"
      className={css.time}
      aria-label={t(`hours.${end}`, { day: name })}
      value={interval[end]}
      onChange={(event) => event.target.value !== '' && onChange({ [end]: event.target.value.slice(0, 5) })}
    />
  )
  return (
    <span className={css.stretch}>
      {input('from')}
      <span aria-hidden="true">–</span>
      {input('to')}
      <span className={css.note}>
        {isWholeDay(interval) ? t('hours.whole') : passesMidnight(interval) ? t('hours.nextDay') : ''}
      </span>
      <IconButton label={t('hours.remove', { day: name })} onPress={onRemove}>
        <Glyph name="close" />
      </IconButton>
    </span>
  )
}
