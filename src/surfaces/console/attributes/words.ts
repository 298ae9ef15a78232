import { useWords } from '../i18n/words.tsx'
import type { Known, Value } from './attributes.ts'

/** A value as people say it. */
export function useValueWords(): (known: Pick<Known, 'type' | 'options' | 'value'>) => string {
  const { t, text, formats } = useWords()
  return ({ type, options, value }) => {
    const nameOf = (key: Value) => text(options.find((option) => option.key === key)?.name) || String(key)
    if (value === null) return ''
    if (Array.isArray(value)) return formats.list(value.map(nameOf))
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'number') return formats.number(value)
    if (type === 'one') return nameOf(value)
    return type === 'date' ? formats.date(`${value}T12:00:00Z`) : value
  }
}

/** Who or what said it, and when. */
export function useSaid(): (known: Known) => string | null {
  const { t, formats } = useWords()
  return ({ said }) =>
    said === null
      ? null
      : t('attributes.said', { by: said.name ?? t(`attributes.by.${said.by}`), when: formats.exact(said.at) })
}
