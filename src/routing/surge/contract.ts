import { type Static, Type } from 'typebox'
import { api, ById, Closed, Instant, Nullable, PageOf, Texts, Uuid } from '#kernel/http'
import { trialApi } from './trial/contract.ts'

/** What a plan changes while it is on; what is not said stays as it is. */
export const Switches = Closed({
  /** Of what belongs into one queue, so many percent waits in another; never on from there. */
  overflow: Type.Optional(
    Type.Array(Closed({ from: Uuid, to: Uuid, percent: Type.Integer({ minimum: 1, maximum: 100 }) }), { maxItems: 50 }),
  ),
  /** Said above the brand's pages and in its chat. By language. */
  banner: Type.Optional(Texts),
  /** Said once to each who waits, and to each who comes to wait: automatic, and no answer. */
  massAnswer: Type.Optional(
    Closed({
      text: Texts,
      /** Of these queues; none named: of all of the brand. */
      queues: Type.Array(Uuid, { maxItems: 50 }),
      /** Not said to who took back their consent to offers on the channel. Not said: a word of service, which is for everybody. */
      isOffer: Type.Optional(Type.Boolean()),
    }),
  ),
  /** Who waits, or comes to wait, is offered once to be called back within so many minutes instead: their own page takes the number. */
  callBack: Type.Optional(
    Closed({
      text: Texts,
      /** Of these queues; none named: of all of the brand. */
      queues: Type.Array(Uuid, { maxItems: 50 }),
      minutes: Type.Integer({ minimum: 15, maximum: 1_440 }),
    }),
  ),
  /** Nobody is asked how it was, nor afterwards about what was solved meanwhile. */
  surveysPaused: Type.Optional(Type.Boolean()),
})
export type Switches = Static<typeof Switches>

const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })

export const SurgeRun = Type.Object({
  id: Uuid,
  since: Instant,
  until: Instant,
  endedAt: Nullable(Instant),
  /** `ended` by somebody, `over` at its time. */
  endedWhy: Nullable(Type.String()),
  /** Oldest first. `by` is a name, or nothing for a program and for what ended by itself. */
  said: Type.Array(
    Type.Object({
      at: Instant,
      by: Nullable(Type.String()),
      how: Type.String(),
      reason: Nullable(Type.String()),
      until: Nullable(Instant),
    }),
  ),
  /** As they were when it was switched on. */
  switches: Switches,
  /** Conversations it sent to another queue. */
  shared: Type.Integer(),
  /** Those it gave the prepared answer. */
  answered: Type.Integer(),
  /** Those it offered a call to, and of them those who asked for one. */
  offered: Type.Integer(),
  called: Type.Integer(),
})
export type SurgeRun = Static<typeof SurgeRun>

export const SurgePlan = Type.Object({
  id: Uuid,
  brand: Uuid,
  name: Texts,
  switches: Switches,
  /** The run that is on now. */
  on: Nullable(SurgeRun),
  rev: Type.Integer(),
})
export type SurgePlan = Static<typeof SurgePlan>

export const surgeApi = api({
  'GET /api/v1/surge-plans': {
    summary: 'Prepared switches for when too many write at once, and which are on',
    answer: PageOf(SurgePlan),
  },
  'POST /api/v1/surge-plans': {
    summary: 'Prepare a plan; nothing changes until it is switched on',
    body: Closed({ id: Uuid, brand: Uuid, name: Texts, switches: Switches }),
    answer: SurgePlan,
  },
  'PUT /api/v1/surge-plans/:id': {
    summary: 'Change a plan, from the next time it is switched on',
    params: ById,
    body: Closed({ name: Texts, switches: Switches }),
    answer: SurgePlan,
  },
  'PUT /api/v1/surge-plans/:id/run': {
    summary: 'Switch a plan on until a time, 24 hours ahead at most; with the same id and a later time, prolong it',
    params: ById,
    body: Closed({ id: Uuid, reason: Reason, until: Instant }),
    answer: SurgePlan,
  },
  'DELETE /api/v1/surge-plans/:id/run': {
    summary: 'End what a plan switched on; what is not on stays so',
    params: ById,
    answer: SurgePlan,
  },
  'GET /api/v1/surge-plans/:id/runs': {
    summary: 'When a plan was on, newest first: who said so, why, and what it did',
    params: ById,
    answer: PageOf(SurgeRun),
  },
  ...trialApi,
  'DELETE /api/v1/surge-plans/:id': {
    summary: 'Take a plan away that is not on',
    params: ById,
    answer: Type.Null(),
  },
})
