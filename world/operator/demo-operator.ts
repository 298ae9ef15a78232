import {
  type Article,
  type Canned,
  type Operator,
  type Reviews,
  readArticles,
  readCanned,
  readOperator,
  readReviews,
} from '../content/index.ts'
import { operatorId } from './names.ts'
import { agentSteps, brandSteps, partnerSteps, queueSteps, teamSteps } from './people.ts'
import { calendarSteps, promiseSteps } from './promises.ts'
import { reviewFormSteps, reviewRuleSteps } from './reviews.ts'
import type { Step } from './step.ts'
import { articleSteps, cannedSteps, dispositionSteps, labelSteps, publicationSteps } from './words.ts'

export interface DemoOperator {
  operator: Operator
  articles: readonly Article[]
  canned: readonly Canned[]
  reviews: Reviews
}

export const readDemoOperator = (): DemoOperator => ({
  operator: readOperator(),
  articles: readArticles(),
  canned: readCanned(),
  reviews: readReviews(),
})

/** What is made, in order; the steps of one stage do not need each other. */
export interface Stage {
  what: string
  steps: readonly Step[]
  /** After it, customers can write and advisors can sign in. */
  opens?: true
}

export function stagesOf({ operator, articles, canned, reviews }: DemoOperator): Stage[] {
  const dispositions = dispositionSteps(operator)
  return [
    { what: 'brands', steps: brandSteps(operator) },
    { what: 'partners and teams', steps: [...partnerSteps(operator), ...teamSteps(operator)] },
    { what: 'advisors and queues', steps: [...agentSteps(operator), ...queueSteps(operator)], opens: true },
    { what: 'calendars', steps: calendarSteps(operator) },
    { what: 'service levels', steps: promiseSteps(operator) },
    { what: 'articles', steps: articleSteps(articles) },
    { what: 'published articles', steps: publicationSteps(articles) },
    { what: 'canned responses and labels', steps: [...cannedSteps(operator, canned), ...labelSteps(operator)] },
    { what: 'review forms', steps: reviewFormSteps(reviews) },
    { what: 'review rules', steps: reviewRuleSteps(operator, reviews) },
    { what: 'reasons to close', steps: dispositions.parents },
    { what: 'finer reasons to close', steps: dispositions.children },
  ]
}

/** The last thing made. Nobody can remove a disposition, so it tells for good that the demo was filled once. */
export function lastMade({ operator }: DemoOperator): string {
  const last = operator.dispositions.at(-1)?.children.at(-1)
  if (last === undefined) throw new Error('The demo operator has no dispositions.')
  return operatorId('disposition', last.slug)
}
