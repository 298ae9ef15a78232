import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useNow } from '../../state/now.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Switch } from '../../ui/switch.tsx'
import { type Holiday, isOver, withHolidays } from './calendar.ts'
import css from './calendars.module.css'

interface Props {
  holidays: readonly Holiday[]
  onChange: (holidays: Holiday[]) => void
}

/** The days nobody works, by name; past ones as a number. */
export function Holidays({ holidays, onChange }: Props) {
  const { t } = useWords()
  const today = new Date(useNow()).toISOString().slice(0, 10)
  const coming = holidays.filter((each) => !isOver(each, today))
  return (
    <>
      <p className={css.hint}>{t('calendar.holidays.hint')}</p>
      <AddHoliday onAdd={(one) => onChange(withHolidays(holidays, [one]))} />
      {coming.length === 0 ? <p className={css.hint}>{t('calendar.holidays.none')}</p> : null}
      <ul className={css.holidays} aria-label={t('calendar.holidays')}>
        {coming.map((each) => (
          <Line
            key={`${each.date} ${each.from} ${each.name}`}
            holiday={each}
            onRemove={() => onChange(holidays.filter((one) => one !== each))}
          />
        ))}
      </ul>
      {coming.length === holidays.length ? null : (
        <p className={css.hint}>{t('hours.past', { n: holidays.length - coming.length })}</p>
      )}
    </>
  )
}

function Line({ holiday: { name, date, yearly, from, to }, onRemove }: { holiday: Holiday; onRemove: () => void }) {
  const { t, formats } = useWords()
  return (
    <li className={css.holiday}>
      <span className={css.name} dir="auto">
        {name}
      </span>
      <span className={css.when}>
        {yearly ? `${formats.dayOfYear(date)} · ${t('calendar.yearly')}` : formats.calendarDay(date)}
        {from === null || to === null ? '' : ` · ${from}–${to}`}
      </span>
      <IconButton label={t('remove.what', { what: name })} onPress={onRemove}>
        <Glyph name="close" size={12} />
      </IconButton>
    </li>
  )
}

const empty = { name: '', date: '', yearly: false, from: '', to: '' }

function AddHoliday({ onAdd }: { onAdd: (holiday: Holiday) => void }) {
  const { t } = useWords()
  const [one, setOne] = useState(empty)
  const put = (more: Partial<typeof empty>) => setOne((now) => ({ ...now, ...more }))
  const half = (one.from === '') !== (one.to === '')
  const missing = one.name.trim() === '' || one.date === ''
  const add = () => {
    const hours = one.from === '' ? { from: null, to: null } : { from: one.from, to: one.to }
    onAdd({ name: one.name.trim(), date: one.date, yearly: one.yearly, ...hours })
    setOne(empty)
  }
  return (
    <div className={css.add}>
      <Field label={t('people.name')} value={one.name} onChange={(name) => put({ name })} maxLength={120} />
      <Field label={t('calendar.day')} type="date" value={one.date} onChange={(date) => put({ date })} />
      <Field label={t('calendar.closedFrom')} type="time" value={one.from} onChange={(from) => put({ from })} />
      <Field label={t('calendar.closedTo')} type="time" value={one.to} onChange={(to) => put({ to })} />
      <Switch isSelected={one.yearly} onChange={(yearly) => put({ yearly })}>
        {t('calendar.everyYear')}
      </Switch>
      <Button
        onPress={add}
        disabledBecause={missing ? t('calendar.add.missing') : half ? t('calendar.add.half') : null}
      >
        {t('add')}
      </Button>
    </div>
  )
}
