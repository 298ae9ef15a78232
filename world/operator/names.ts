import { idFrom } from '../ids.ts'

/** The demo operator is one and the same in every world: its ids come from names, not from the seed. */
const kinds = [
  'brand',
  'partner',
  'team',
  'queue',
  'agent',
  'label',
  'disposition',
  'canned',
  'article',
  'account',
  'calendar',
  'sla-policy',
  'secure-form',
  'review-form',
  'review-question',
  'review-rule',
] as const
type Kind = (typeof kinds)[number]

export const operatorId = (kind: Kind, slug: string, order = 0): string => idFrom(`operator ${kind} ${slug}`, order)
