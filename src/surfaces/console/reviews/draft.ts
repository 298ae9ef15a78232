import type { Criterion, Review, Score } from './deeds.ts'

/** What is being typed into a review. A question nobody answered yet has no entry in `points`. */
export interface Draft {
  points: Readonly<Record<string, number | null>>
  remarks: Readonly<Record<string, string>>
  words: string
}

/** Kept while the page is left, until it is saved: nobody types a review twice. */
const kept = new Map<string, Draft>()
const nameOf = (review: Review, as: 'score' | 'settle'): string => `${as} ${review.id}`

export function draftOf(review: Review, as: 'score' | 'settle'): Draft {
  const held = kept.get(nameOf(review, as))
  if (held !== undefined) return held
  return {
    points: Object.fromEntries(review.scores.map(({ criterion, points }) => [criterion, points])),
    remarks: Object.fromEntries(review.scores.map(({ criterion, words }) => [criterion, words])),
    words: as === 'score' ? review.words : (review.settled?.words ?? ''),
  }
}
export const keepDraft = (review: Review, as: 'score' | 'settle', draft: Draft): void =>
  void kept.set(nameOf(review, as), draft)
export const dropDraft = (review: Review, as: 'score' | 'settle'): void => void kept.delete(nameOf(review, as))

export const isComplete = (criteria: readonly Criterion[], { points }: Draft): boolean =>
  criteria.every(({ id }) => points[id] !== undefined) && criteria.some(({ id }) => points[id] != null)

export const scoresOf = (criteria: readonly Criterion[], { points, remarks }: Draft): Score[] =>
  criteria.map(({ id }) => ({ criterion: id, points: points[id] ?? null, words: (remarks[id] ?? '').trim() }))
