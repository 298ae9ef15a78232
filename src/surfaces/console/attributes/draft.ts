import type { Known, Value } from './attributes.ts'

/** What stands in a field: text, or the keys that are chosen. */
export type Draft = string | string[]

export function draftOf({ type, value }: Known): Draft {
  if (type === 'several') return Array.isArray(value) ? value : []
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === null ? '' : String(value)
}

interface Read {
  value: Value
  /** A key of the texts: what is wrong with it. */
  fault: string | null
}
const is = (value: Value): Read => ({ value, fault: null })
const wrong = (fault: string): Read => ({ value: null, fault })

/** What is meant by what stands in the field; an empty one means that nothing is known. */
export function valueIn({ type }: Pick<Known, 'type'>, draft: Draft): Read {
  if (Array.isArray(draft)) return is(draft.length === 0 ? null : draft)
  const text = draft.trim()
  if (text === '') return is(null)
  if (type === 'yes-no') return is(text === 'yes')
  if (type === 'number') return numberIn(text)
  if (type === 'link') return isLink(text) ? is(text) : wrong('attributes.wrong.link')
  return is(text)
}

/** With a comma or a point, and with spaces between the thousands. */
function numberIn(text: string): Read {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? is(Number(plain)) : wrong('attributes.wrong.number')
}
const isLink = (text: string): boolean => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
