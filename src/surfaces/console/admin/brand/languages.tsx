import { useWords } from '../../i18n/words.tsx'
import { Choose } from '../../ui/field.tsx'
import { Spoken } from '../spoken.tsx'
import type { PartProps } from './general.tsx'

/** Which languages customers may choose, and the one that is read where a text is missing. */
export function Languages({ draft, error, change }: PartProps & { error: string | null }) {
  const { t, formats } = useWords()
  const spoken = draft.languages
  return (
    <>
      <Spoken chosen={spoken} onChange={(chosen) => change({ languages: chosen })} error={error} />
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
