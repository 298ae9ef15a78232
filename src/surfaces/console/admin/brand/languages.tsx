import { languages } from '../../i18n/languages.ts'
import { useWords } from '../../i18n/words.tsx'
import { Choose } from '../../ui/field.tsx'
import css from '../admin.module.css'
import type { PartProps } from './general.tsx'

/** Which languages customers may choose, and the one that is read where a text is missing. */
export function Languages({ draft, error, change }: PartProps & { error: string | null }) {
  const { t, formats } = useWords()
  const spoken = draft.languages
  // A brand may speak a language that the console does not.
  const offered = [...new Set([...languages, ...spoken])].sort()
  return (
    <>
      <fieldset className={css.group}>
        <legend>{t('people.languages')}</legend>
        <div className={css.checks}>
          {offered.map((lang) => (
            <label key={lang} className={css.check}>
              <input
                type="checkbox"
                checked={spoken.includes(lang)}
                onChange={({ target }) =>
                  change({ languages: target.checked ? [...spoken, lang] : spoken.filter((one) => one !== lang) })
                }
              />
              {formats.language(lang)}
            </label>
          ))}
        </div>
        {error === null ? null : (
          <p className={css.fault} role="alert">
            {error}
          </p>
        )}
      </fieldset>
      {spoken.length < 2 ? null : (
        <Choose
          label={t('brand.fallback')}
          hint={t('brand.fallback.hint')}
          value={spoken[0] ?? ''}
          onChange={(lang) => change({ languages: [lang, ...spoken.filter((one) => one !== lang)] })}
          options={spoken.map((lang) => ({ id: lang, label: formats.language(lang) }))}
        />
      )}
    </>
  )
}
