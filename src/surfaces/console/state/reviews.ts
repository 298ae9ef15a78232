import { call } from './api.ts'
import { createStore, useStore } from './store.ts'

/** What waits for this person, and how often the stream told of a review or a coaching note. */
const known = createStore({ toScore: 0, toSettle: 0, toSee: 0, told: 0 })

export const useReviewsWaiting = () => useStore(known, (now) => now)
export const useReviewTold = (): number => useStore(known, (now) => now.told)

export async function countReviews(): Promise<void> {
  const counts = await call('GET /api/v1/reviews/count', {}).catch(() => null)
  if (counts !== null) known.set((now) => ({ ...now, ...counts }))
}

export function reviewTold(): void {
  known.set((now) => ({ ...now, told: now.told + 1 }))
  void countReviews()
}
