import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useNow } from '../../state/now.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { dayNames, zones } from '../zones.ts'
import css from './hours.module.css'
import {
  changed,
  copied,
  days,
  type Hours,
  type Interval,
  isWholeDay,
  onDay,
  overlapping,
  passesMidnight,
  withOneMore,
  without,
} from './hours-of.ts'

interface Props {
  hours: Hours
  onChange: (hours: Hours) => void
}

/** When a brand's people answer: several stretches a day, over midnight too, and the days they do not. */
export function HoursEditor({ hours, onChange }: Props) {
  const { t, lang, formats } = useWords()
  const names = dayNames(lang)
  const nameOf = (day: number) => names[day - 1] ?? ''
  const week = (next: Interval[]) => onChange({ ...hours, week: next })
  const twice = overlapping(hours.week)
  return (
    <div className={css.hours}>
      <Choose
        label={t('brand.zone')}
        value={hours.timeZone}
        onChange={(timeZone) => onChange({ ...hours, timeZone })}
        options={zones(hours.timeZone).map((zone) => ({ id: zone, label: zone.replaceAll('_', ' ') }))}
      />
      <p className={css.hint}>{t('hours.hint')}</p>
      <ul className={css.week}>
        {days.map((day) => (
          <Day key={day} day={day} name={nameOf(day)} week={hours.week} onChange={week} />
        ))}
      </ul>
      <Button look="quiet" onPress={() => week(copied(hours.week, 1, [2, 3, 4, 5]))}>
        {t('hours.copy', { from: nameOf(1), to: nameOf(5) })}
      </Button>
      {twice.length === 0 ? null : (
        <ErrorBox tone="warn">{t('hours.twice', { days: formats.list(twice.map(nameOf)) })}</ErrorBox>
      )}
      <ClosedDays closed={hours.closedDays} onChange={(closedDays) => onChange({ ...hours, closedDays })} />
    </div>
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

function ClosedDays({ closed, onChange }: { closed: readonly string[]; onChange: (days: string[]) => void }) {
  const { t, formats } = useWords()
  const [day, setDay] = useState('')
  const now = useNow()
  const coming = closed.filter((each) => Date.parse(`${each}T23:59:59`) >= now)
  const add = () => {
    if (day !== '') onChange([...new Set([...closed, day])].sort())
    setDay('')
  }
  return (
    <section className={css.part} aria-label={t('hours.closedDays')}>
      <h3>{t('hours.closedDays')}</h3>
      <p className={css.hint}>{t('hours.closedDays.hint')}</p>
      <div className={css.addDay}>
        <Field label={t('hours.closedDay')} type="date" value={day} onChange={setDay} />
        <Button onPress={add} disabledBecause={day === '' ? t('hours.closedDay.choose') : null}>
          {t('add')}
        </Button>
      </div>
      <ul className={css.closedDays}>
        {coming.map((each) => (
          <li key={each}>
            {formats.calendarDay(each)}
            <IconButton
              label={t('remove.what', { what: formats.calendarDay(each) })}
              onPress={() => onChange(closed.filter((other) => other !== each))}
            >
              <Glyph name="close" size={12} />
            </IconButton>
          </li>
        ))}
      </ul>
      {coming.length === closed.length ? null : (
        <p className={css.note}>{t('hours.past', { n: closed.length - coming.length })}</p>
      )}
    </section>
  )
}
