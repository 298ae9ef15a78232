import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import css from './levels.module.css'

type Unit = 'minutes' | 'hours'
const most = 525_600
const sizeOf: Record<Unit, number> = { minutes: 1, hours: 60 }

interface Props {
  label: string
  hint: string
  /** Minutes; null: nothing is promised. */
  value: number | null
  onChange: (minutes: number | null) => void
}

/** So many minutes or hours; left empty, nothing is promised. */
export function Target({ label, hint, value, onChange }: Props) {
  const { t } = useWords()
  const [unit, setUnit] = useState<Unit>(value === null || value % 60 === 0 ? 'hours' : 'minutes')
  const [text, setText] = useState(value === null ? '' : String(value / sizeOf[unit]))
  const say = (typed: string, by: Unit) => {
    setText(typed)
    setUnit(by)
    const minutes = Math.round(Number(typed.replace(',', '.')) * sizeOf[by])
    onChange(typed.trim() === '' || !(minutes >= 1) ? null : Math.min(minutes, most))
  }
  return (
    <div className={css.target}>
      <Field
        label={label}
        hint={hint}
        inputMode="decimal"
        value={text}
        onChange={(typed) => say(typed, unit)}
        maxLength={7}
        placeholder={t('level.unpromised')}
        error={text.trim() !== '' && value === null ? t('level.wrong') : null}
      />
      <Choose
        label={t('level.unit', { label })}
        hideLabel
        value={unit}
        onChange={(chosen) => say(text, chosen === 'hours' ? 'hours' : 'minutes')}
        options={[
          { id: 'minutes', label: t('level.minutes') },
          { id: 'hours', label: t('level.hours') },
        ]}
      />
    </div>
  )
}
