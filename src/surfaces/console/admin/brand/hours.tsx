import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useNow } from '../../state/now.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { zones } from '../zones.ts'
import css from './hours.module.css'
import type { Hours } from './hours-of.ts'
import { Week } from './week.tsx'

interface Props {
  hours: Hours
  onChange: (hours: Hours) => void
}

/** When a brand's people answer: several stretches a day, over midnight too, and the days they do not. */
export function HoursEditor({ hours, onChange }: Props) {
  const { t } = useWords()
  return (
    <div className={css.hours}>
      <Choose
        label={t('brand.zone')}
        value={hours.timeZone}
        onChange={(timeZone) => onChange({ ...hours, timeZone })}
        options={zones(hours.timeZone).map((zone) => ({ id: zone, label: zone.replaceAll('_', ' ') }))}
      />
      <p className={css.hint}>{t('hours.hint')}</p>
      <Week week={hours.week} onChange={(week) => onChange({ ...hours, week })} />
      <ClosedDays closed={hours.closedDays} onChange={(closedDays) => onChange({ ...hours, closedDays })} />
    </div>
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
