import { type Static, Type } from 'typebox'
import { ById, Closed, Instant, Nullable, Texts, Uuid } from '#kernel/http'

/** How long conversations waited until somebody had them, in seconds; who still waited when the day ended counts with so long. */
const Waits = Type.Object({
  mean: Nullable(Type.Number()),
  /** Nine of ten waited no longer. */
  p90: Nullable(Type.Number()),
  /** Nobody had taken them when the day ended. */
  left: Type.Integer(),
})

const counts = {
  /** Conversations that came to wait, each once, where it belongs. */
  came: Type.Integer(),
  /** Of them: those that shares would have sent to another queue. */
  shared: Type.Integer(),
  /** Those that would have been given the prepared answer. */
  answered: Type.Integer(),
  /** Those that would have been offered to be called back. */
  offered: Type.Integer(),
  /** Those that came from pages of ours, above which the banner would have stood. */
  bannered: Type.Integer(),
  /** Those that were asked how it was, and would not have been. */
  surveys: Type.Integer(),
}
const waits = {
  /** The day played again as it was, and with the plan. */
  without: Waits,
  with: Waits,
}

export const SurgeTrial = Type.Object({
  /** The day, by the brand's time zone. */
  day: Type.String({ format: 'date' }),
  timeZone: Type.String(),
  from: Instant,
  to: Instant,
  total: Type.Object({ ...counts, ...waits, /** What the records say. */ real: Waits, advisors: Type.Integer() }),
  /** Each hour of the day, also those in which nothing came. */
  hours: Type.Array(Type.Object({ at: Instant, ...counts, ...waits })),
  /** Each queue in each hour in which something came, or was asked. No queue: what never waited in any. */
  rows: Type.Array(
    Type.Object({
      at: Instant,
      queue: Nullable(Uuid),
      ...counts,
      to: Type.Array(Type.Object({ queue: Uuid, n: Type.Integer() })),
      ...waits,
    }),
  ),
  /** The queues that are named above. */
  queues: Type.Array(Type.Object({ id: Uuid, name: Texts, removed: Type.Boolean() })),
})
export type SurgeTrial = Static<typeof SurgeTrial>

export const trialApi = {
  'GET /api/v1/surge-plans/:id/trial': {
    summary: 'What a plan had done on a day that is over; nothing is changed and nobody is told',
    params: ById,
    query: Closed({ day: Type.String({ format: 'date', maxLength: 10 }) }),
    answer: SurgeTrial,
  },
} as const
