import { uuid7 } from '../../../shared/uuid7.ts'
import type { In, Out } from '../../state/api.ts'

export type Attribute = Out<'GET /api/v1/attributes'>['items'][number]
export type Draft = In<'POST /api/v1/attributes'>['body']
export type Option = Draft['options'][number]

export const types = ['text', 'number', 'yes-no', 'date', 'one', 'several', 'link'] as const
export const readers = ['all', 'works', 'leads'] as const
export const writers = ['works', 'leads'] as const

export const newDraft = (brand: string, place: number): Draft => ({
  ...{ id: uuid7(), brand, on: 'contact', key: '', name: {}, hint: {}, type: 'text', options: [], required: false },
  ...{ reads: 'all', writes: 'works', place },
})

export const isList = ({ type }: Pick<Draft, 'type'>): boolean => type === 'one' || type === 'several'

/** What programs call it, made of its name until somebody writes one. */
export const keyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-$/, '') || `a-${uuid7().slice(-8)}`

const written = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''))

export const firstOf = (texts: Readonly<Record<string, string>>): string => Object.values(written(texts))[0] ?? ''

/** As it is sent: empty texts and entries are none, keys are there. */
export function sent(draft: Draft): Draft {
  const options = draft.options
    .map((option) => ({ ...option, name: written(option.name) }))
    .filter(({ name }) => Object.keys(name).length > 0)
  return {
    ...draft,
    key: draft.key === '' ? keyOf(firstOf(draft.name)) : draft.key,
    name: written(draft.name),
    hint: written(draft.hint),
    options: isList(draft)
      ? options.map((option) => ({ ...option, key: option.key || keyOf(firstOf(option.name)) }))
      : [],
  }
}
