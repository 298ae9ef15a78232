import type { Operator, Reviews } from '../content/index.ts'
import { operatorId } from './names.ts'
import { brandId } from './people.ts'
import { type Step, step } from './step.ts'

const form = operatorId('review-form', 'good-answer')
const PICKED = 3

/** What a good answer is: one form for every brand. */
export const reviewFormSteps = ({ name, questions }: Reviews): Step[] => [
  step('POST /api/v1/review-forms', {
    body: {
      id: form,
      brand: null,
      name,
      criteria: questions.map(({ slug, ...question }) => ({ id: operatorId('review-question', slug), ...question })),
    },
  }),
]

/** Of what was solved yesterday some is read again, in each brand. */
export const reviewRuleSteps = ({ brands }: Operator, { rule: name }: Reviews): Step[] =>
  brands.map(({ slug }) => {
    const every = { rating: 'any', leastReplies: 1, each: PICKED, every: 'day' } as const
    const of = { id: operatorId('review-rule', slug), brand: brandId(slug), form }
    return step('POST /api/v1/review-rules', { body: { ...of, name, channels: [], team: null, ...every } })
  })
