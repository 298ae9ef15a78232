import { Checks } from '../admin/checks.tsx'
import { useWords } from '../i18n/words.tsx'
import { Choose, Field } from '../ui/field.tsx'
import type { Known } from './attributes.ts'
import type { Draft } from './draft.ts'

interface Props {
  known: Known
  draft: Draft
  error: string | null
  autoFocus: boolean
  onChange: (draft: Draft) => void
}

/** The field that fits the type; what a list retired is offered only where it is chosen. */
export function AttributeField({ known, draft, error, autoFocus, onChange }: Props) {
  const { t, text } = useWords()
  const label = known.required ? t('attributes.required', { name: text(known.name) }) : text(known.name)
  const hint = text(known.hint)
  const chosen = [known.value].flat()
  const options = known.options
    .filter(({ key, retired }) => !retired || chosen.includes(key))
    .map(({ key, name }) => ({ id: key, label: text(name) || key }))
  if (known.type === 'several')
    return <Checks legend={label} options={options} chosen={[draft].flat()} onChange={onChange} error={error} />
  const typed = Array.isArray(draft) ? '' : draft
  if (known.type === 'one' || known.type === 'yes-no') {
    const offered = known.type === 'one' ? options : ['yes', 'no'].map((id) => ({ id, label: t(id) }))
    return (
      <Choose
        label={label}
        {...(hint !== '' && { hint })}
        value={typed}
        onChange={onChange}
        options={[{ id: '', label: t('attributes.unknown') }, ...offered]}
      />
    )
  }
  return (
    <Field
      label={label}
      {...(hint !== '' && { hint })}
      value={typed}
      onChange={onChange}
      error={error}
      maxLength={2_000}
      autoFocus={autoFocus}
      {...(known.type === 'date' && { type: 'date' })}
      {...(known.type === 'number' && { inputMode: 'decimal' as const })}
    />
  )
}
