import { type Static, Type } from 'typebox'
import { Lang, Nullable, Uuid } from '#kernel/http'

const said = Type.Array(Type.String({ maxLength: 400 }), { maxItems: 5 })

/** What was learnt before a person took over, as facts: worded for each reader in their own language. */
export const SummaryFacts = Type.Object({
  /** What the customer speaks. */
  lang: Lang,
  /** Why a person takes over, as a code. */
  reason: Type.String({ maxLength: 40 }),
  /** What was asked, in the customer's words, masked. */
  asked: said,
  /** Articles that were shown, and whether they helped; null: not said. */
  articles: Type.Array(
    Type.Object({ id: Uuid, title: Type.String({ maxLength: 200 }), helped: Nullable(Type.Boolean()) }),
    { maxItems: 20 },
  ),
  /** How often the customer was not understood. */
  misses: Type.Integer({ minimum: 0 }),
  /** What the customer says they tried, masked. */
  tried: said,
})
export type SummaryFacts = Static<typeof SummaryFacts>
