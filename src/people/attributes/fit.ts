import type { AttributeType, Option, Value } from './contract.ts'

interface Asked {
  type: AttributeType
  options: readonly Option[]
}
type Fit = { ok: true; value: Value } | { ok: false; why: string }

const no = (why: string): Fit => ({ ok: false, why })
const yes = (value: Value): Fit => ({ ok: true, value })

/** Is this a value of that kind? As it is kept: trimmed, and nothing where nothing is said. */
export function fitted({ type, options }: Asked, value: Value, before: Value = null): Fit {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return yes(null)
  switch (type) {
    case 'text':
      return typeof value === 'string' ? yes(value.trim() || null) : no('must be text')
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? yes(value) : no('must be a number')
    case 'yes-no':
      return typeof value === 'boolean' ? yes(value) : no('must be yes or no')
    case 'date':
      return typeof value === 'string' && isDay(value) ? yes(value) : no('must be a day, like 2026-06-01')
    case 'link':
      return typeof value === 'string' && isLink(value.trim()) ? yes(value.trim()) : no('must be a link: https://…')
    case 'one':
      return typeof value === 'string' && offers(options, value, before) ? yes(value) : no('must be one of the list')
    case 'several':
      if (!Array.isArray(value) || !value.every((one) => offers(options, one, before)))
        return no('must be some of the list')
      return yes([...new Set(value)])
  }
}

/** Retired ones stay where they were chosen. */
const offers = (options: readonly Option[], key: string, before: Value): boolean =>
  options.some((option) => option.key === key && (!option.retired || [before].flat().includes(key)))

function isDay(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
const isLink = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** The same said in another type, where that says the same: nothing may be lost by it. */
export function converted(value: Value, from: Asked, to: Asked): Fit {
  const kept = { ...to, options: to.options.map((option) => ({ ...option, retired: false })) }
  const direct = fitted(kept, value)
  if (direct.ok || value === null) return direct
  const text = wordsOf(value, from)
  switch (to.type) {
    case 'text':
      return text === null ? no('must be text') : yes(text)
    case 'number':
      return text !== null && /^-?\d+(\.\d+)?$/.test(text.trim()) ? yes(Number(text)) : no('must be a number')
    case 'one':
      return Array.isArray(value) && value.length === 1 ? fitted(kept, value[0] ?? null) : fitted(kept, keyOf(text, to))
    case 'several':
      return fitted(kept, typeof value === 'string' ? [value] : [keyOf(text, to)])
    default:
      return fitted(kept, text)
  }
}

/** What it says in one line. */
function wordsOf(value: Value, from: Asked): string | null {
  if (typeof value === 'string') return nameOf(value, from)
  if (typeof value === 'number') return String(value)
  return null
}
const nameOf = (value: string, { type, options }: Asked): string =>
  type !== 'one' ? value : (Object.values(options.find(({ key }) => key === value)?.name ?? {})[0] ?? value)

const keyOf = (text: string | null, { options }: Asked): string =>
  options.find(({ name }) => Object.values(name).some((each) => each.toLowerCase() === text?.trim().toLowerCase()))
    ?.key ?? ' '
