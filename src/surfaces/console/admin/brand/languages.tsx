import { languages } from '../../i18n/languages.ts'
import { useWords } from '../../i18n/words.tsx'
import { Choose } from '../../ui/field.tsx'
import { Checks } from '../checks.tsx'
import type { PartProps } from './general.tsx'

/** Which languages customers may choose, and the one that is read where a text is missing. */
export function Languages({ draft, error, change }: PartProps & { error: string | null }) {
  const { t, formats } = useWords()
  const spoken = draft.languages
  // A brand may speak a language that the console does not.
  const offered = [...new Set([...languages, ...spoken])].sort()
  return (
    <>
      <Checks
        legend={t('people.languages')}
        options={offered.map((lang) => ({ id: lang, label: formats.language(lang) }))}
        chosen={spoken}
        onChange={(chosen) => change({ languages: chosen })}
        error={error}
      />
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
