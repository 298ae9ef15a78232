import type { Talk } from '../content/index.ts'
import type { Random } from '../random.ts'
import { COMMENTS, minutes, QUICK_MINUTES, SLOW_MINUTES, scores } from './behaviour.ts'

/** What a customer thinks of the help they got, in the window and by mail. */
export interface Opinion {
  score: keyof Talk['rating']
  comment: string | undefined
}
export type Mood = keyof typeof scores

/** `waited`: milliseconds in all. */
export function moodOf({ waited, helped }: { waited: number; helped: boolean }): Mood {
  if (!helped) return 'hopeless'
  if (waited <= minutes(QUICK_MINUTES)) return 'quick'
  return waited <= minutes(SLOW_MINUTES) ? 'slow' : 'hopeless'
}

export function opinionIn(mood: Mood, { rating }: Talk, random: Random): Opinion {
  const score = random.weighted(scores[mood])
  return { score, comment: random.chance(COMMENTS) ? random.pick(rating[score]).text : undefined }
}
