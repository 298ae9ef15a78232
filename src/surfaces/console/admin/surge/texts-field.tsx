import { useWords } from '../../i18n/words.tsx'
import { Field } from '../../ui/field.tsx'
import css from '../admin.module.css'

interface Props {
  label: string
  hint?: string
  languages: readonly string[]
  texts: Readonly<Record<string, string>>
  onChange: (texts: Record<string, string>) => void
  /** The longest. */
  most: number
  rows?: number
  autoFocus?: boolean
}

/** The same in each language of a brand; what stays empty is shown in the brand's next one. */
export function TextsField({ label, hint, languages, texts, onChange, most, rows, autoFocus = false }: Props) {
  const { t, formats } = useWords()
  return (
    <div className={css.wideForm}>
      {hint === undefined ? null : <p className={css.hint}>{hint}</p>}
      <div className={css.pair}>
        {languages.map((lang, n) => (
          <Field
            key={lang}
            label={t('brand.textIn', { text: label, language: formats.language(lang) })}
            value={texts[lang] ?? ''}
            onChange={(typed) => onChange({ ...texts, [lang]: typed })}
            maxLength={most}
            autoFocus={autoFocus && n === 0}
            {...(rows !== undefined && { rows })}
          />
        ))}
      </div>
    </div>
  )
}
