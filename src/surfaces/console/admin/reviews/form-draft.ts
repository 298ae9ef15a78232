import { uuid7 } from '../../../shared/uuid7.ts'
import { call, type In } from '../../state/api.ts'
import type { ReviewForm } from './page.tsx'

type Texts = Record<string, string>
export type Criterion = ReviewForm['criteria'][number]
export interface Draft {
  brand: string | null
  name: Texts
  criteria: readonly Criterion[]
}

export const newQuestion = (): Criterion => ({
  id: uuid7(),
  name: {},
  help: {},
  weight: 1,
  scale: 'five',
  critical: false,
})

export const draftOf = (before: ReviewForm | null, brand: string | null): Draft => ({
  brand: before === null ? brand : before.brand,
  name: before?.name ?? {},
  criteria: before?.criteria ?? [newQuestion()],
})

const said = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([lang, typed]) => (typed.trim() === '' ? [] : [[lang, typed.trim()]])),
  )

/** Why it cannot be saved yet: a key of the words. */
export function missing({ name, criteria }: Draft): string | null {
  if (Object.keys(said(name)).length === 0) return 'reviewForm.needs.name'
  if (criteria.length === 0) return 'reviewForm.needs.question'
  return criteria.every((each) => Object.keys(said(each.name)).length > 0) ? null : 'reviewForm.needs.words'
}

const valuesOf = ({ name, criteria }: Draft): Omit<In<'PUT /api/v1/review-forms/:id'>['body'], 'rev'> => ({
  name: said(name),
  criteria: criteria.map((each) => ({ ...each, name: said(each.name), help: said(each.help) })),
})

export const create = (id: string, draft: Draft) =>
  call('POST /api/v1/review-forms', { body: { id, brand: draft.brand, ...valuesOf(draft) } })
export const change = (id: string, rev: number, draft: Draft) =>
  call('PUT /api/v1/review-forms/:id', { params: { id }, body: { ...valuesOf(draft), rev } })

/** The question at this place goes one up or down. */
export function moved(criteria: readonly Criterion[], at: number, by: -1 | 1): Criterion[] {
  const rest = criteria.filter((_, n) => n !== at)
  const one = criteria[at]
  return one === undefined ? [...criteria] : [...rest.slice(0, at + by), one, ...rest.slice(at + by)]
}
