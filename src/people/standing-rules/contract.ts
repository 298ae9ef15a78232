import { type Static, Type } from 'typebox'
import { Closed, Nullable, PageOf, Uuid } from '#kernel/http'
import { Standing, StandingKind } from '../standings/shapes.ts'

const share = Type.Number({ minimum: 0, maximum: 1 })
const money = Type.Number({ minimum: 0, maximum: 1_000_000_000 })
const many = Type.Integer({ minimum: 0, maximum: 2_000_000_000 })

/** What must be known of a customer; all that is named must hold, and it must have been delivered within the rule's days. */
export const asks = {
  /** At least so much a month, in the brand's money. */
  monthlyValue: Type.Optional(money),
  /** A customer for at least so many months. */
  tenureMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_200 })),
  /** At least so many people follow them. */
  followers: Type.Optional(many),
  /** At least so likely to leave, 0 to 1. */
  churnRisk: Type.Optional(share),
  /** Known to be vulnerable. */
  vulnerable: Type.Optional(Type.Boolean()),
}
export const Asks = Closed(asks)
export type Asks = Static<typeof Asks>

const fields = {
  kind: StandingKind,
  asks: Asks,
  reason: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
  /** How long a standing it gives lasts, and how old facts may be. */
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  named: Nullable(Uuid),
  backup: Nullable(Uuid),
  /** Instead of a named advisor: the one of this team who looks after the fewest. */
  team: Nullable(Uuid),
}
export const StandingRule = Type.Object({
  id: Uuid,
  brand: Uuid,
  ...fields,
  /** How many have a standing by it now. */
  given: Type.Integer(),
  rev: Type.Integer(),
})
export type StandingRule = Static<typeof StandingRule>
const Id = Closed({ id: Uuid })

export const standingRulesApi = {
  'PUT /api/v1/contacts/:id/facts': {
    summary: 'Deliver what is known of a customer; it replaces what was. Rules may give a standing by it',
    params: Id,
    body: Closed({
      monthlyValue: Type.Optional(Nullable(money)),
      customerSince: Type.Optional(Nullable(Type.String({ format: 'date' }))),
      followers: Type.Optional(Nullable(many)),
      churnRisk: Type.Optional(Nullable(share)),
      vulnerable: Type.Optional(Nullable(Type.Boolean())),
    }),
    answer: Type.Object({ items: Type.Array(Standing) }),
  },
  'GET /api/v1/standing-rules': {
    summary: 'By which facts customers get a standing',
    answer: PageOf(StandingRule),
  },
  'POST /api/v1/standing-rules': {
    summary: 'Give standings by a rule, to all whose facts fit it now and later',
    body: Closed({ id: Uuid, brand: Uuid, ...fields }),
    answer: StandingRule,
  },
  'PUT /api/v1/standing-rules/:id': {
    summary: 'Change a rule; what it gave before stays as it was until its end',
    params: Id,
    body: Closed(fields),
    answer: StandingRule,
  },
  'DELETE /api/v1/standing-rules/:id': {
    summary: 'Take a rule away; what it gave lasts until its end',
    params: Id,
    answer: Type.Null(),
  },
} as const
