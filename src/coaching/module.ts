import type { App } from '#kernel/registry'
import { coachingApi } from './contract.ts'
import { formOperations } from './forms/routes.ts'
import { coachingNoteKind, ownCoachingNoteKind } from './notes/live.ts'
import { noteOperations } from './notes/routes.ts'
import { reviewWords } from './personal.ts'
import { ownReviewKind, reviewKind } from './reviews/live.ts'
import { reviewOperations } from './reviews/routes.ts'
import { ruleOperations } from './rules/routes.ts'
import { sampleDue } from './rules/sample.ts'

/** Coaching: conversations are read again and scored, and what is to be done better is agreed. */
export function openCoaching(app: App): void {
  app.permission('coaching.own', 'See what was said of one’s own answers, and answer it')
  app.permission('coaching.read', 'See reviews and coaching notes of others')
  app.permission('coaching.review', 'Pick conversations for review, score them, settle disputes, write coaching notes')
  app.permission('coaching.manage', 'Define review forms and the rules by which conversations are picked')
  app.routes(coachingApi, { ...formOperations, ...ruleOperations, ...reviewOperations, ...noteOperations })
  app.live(reviewKind)
  app.live(ownReviewKind)
  app.live(coachingNoteKind)
  app.live(ownCoachingNoteKind)
  app.notice({ kind: 'review', text: 'notice.review' })
  app.personal(reviewWords)
  app.every(600, 'coaching.sample', sampleDue)
}
