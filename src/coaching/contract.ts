import type { ApiTypes } from '#kernel/http'
import { api } from '#kernel/http'
import { formsApi } from './forms/contract.ts'
import { notesApi } from './notes/contract.ts'
import { reviewsApi } from './reviews/contract.ts'
import { trendApi } from './reviews/trend-contract.ts'
import { rulesApi } from './rules/contract.ts'

export type { Criterion, ReviewForm } from './forms/contract.ts'
export type { CoachingNote } from './notes/contract.ts'
export type { Review, ReviewRow, ReviewState, Score } from './reviews/contract.ts'
export type { ReviewTrend } from './reviews/trend-contract.ts'
export type { ReviewRule } from './rules/contract.ts'

export const coachingApi = api({ ...formsApi, ...rulesApi, ...reviewsApi, ...trendApi, ...notesApi })
export type CoachingApi = ApiTypes<typeof coachingApi>
