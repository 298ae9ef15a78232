import { type Static, Type } from 'typebox'
import {
  type ApiTypes,
  api,
  ById,
  Closed,
  Instant,
  May,
  Nullable,
  PageOf,
  pageQueryWith,
  Texts,
  Uuid,
} from '#kernel/http'
import type { complaintsApi } from './complaints/contract.ts'

export { Complaint, complaintsApi } from './complaints/contract.ts'

export const CaseStatusShape = Type.Enum(['received', 'working', 'waiting', 'settled'])
const Reference = Type.String({ minLength: 3, maxLength: 20 })

export const PromiseKindShape = Type.Enum(['call', 'settings', 'visit', 'refund', 'answer', 'device', 'other'])

/** What was said will happen. Without an owner it is whoever's works on the case. */
export const Promised = Type.Object({
  id: Uuid,
  brand: Uuid,
  case: Type.Object({ id: Uuid, reference: Type.String() }),
  conversation: Uuid,
  kind: PromiseKindShape,
  /** As the customer reads it. */
  what: Type.String(),
  due: Instant,
  owner: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  /** The bot said it. */
  byBot: Type.Boolean(),
  state: Type.Enum(['open', 'kept', 'failed', 'withdrawn']),
  /** Its time passed before it was kept. */
  late: Type.Boolean(),
  /** What shows that it was done. */
  proof: Nullable(Type.String()),
  /** The same as a file. */
  file: Nullable(Type.Object({ href: Type.String() })),
  madeAt: Instant,
  endedAt: Nullable(Instant),
  rev: Type.Integer(),
})
export type Promised = Static<typeof Promised>

const Share = {
  made: Type.Integer(),
  /** In time. */
  kept: Type.Integer(),
  late: Type.Integer(),
  open: Type.Integer(),
  /** Of those that ended, 0 to 1; null while none has. */
  share: Nullable(Type.Number()),
}

/** A conversation of a case. Those the viewer may not read are only counted. */
export const CaseTalk = Type.Object({
  id: Uuid,
  /** Its own, from before it joined. */
  reference: Type.String(),
  channel: Type.String(),
  subject: Nullable(Type.String()),
  status: Type.String(),
  assignee: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  contact: Type.Object({ id: Uuid, name: Type.String() }),
  /** The contact of the case is another one, e.g. where somebody only named the reference. */
  stranger: Type.Boolean(),
  startedAt: Instant,
  lastAt: Instant,
  joinedBy: Type.Enum(['self', 'suggestion', 'reference', 'person', 'merge']),
  since: Instant,
  may: Type.Object({ split: May }),
})

/** The matter behind conversations. `reference` is what the customer was told first. */
export const Case = Type.Object({
  id: Uuid,
  brand: Uuid,
  contact: Uuid,
  reference: Type.String(),
  type: Type.String(),
  /** What the customer is told: nobody has it yet, somebody does, we wait for the customer, settled. */
  status: CaseStatusShape,
  openedAt: Instant,
  settledAt: Nullable(Instant),
  conversations: Type.Array(CaseTalk),
  /** Conversations of it that the viewer may not read. */
  unseen: Type.Integer(),
  /** Open ones first, due soonest first; withdrawn ones are left out. */
  promises: Type.Array(Promised),
  may: Type.Object({ manage: May, promise: May }),
  rev: Type.Integer(),
})
export type Case = Static<typeof Case>

const FactKey = Type.Enum(['name', 'language', 'reference', 'email', 'about'])
const Fact = Type.Object({ key: FactKey, value: Type.String() })

/** A case on its way to a sister brand: asked → agreed by the customer → taken there; or it came back. */
export const Transfer = Type.Object({
  id: Uuid,
  from: Type.Object({ id: Uuid, name: Type.String() }),
  to: Type.Object({ id: Uuid, name: Type.String() }),
  /** Who is to take it there. */
  person: Type.Object({ id: Uuid, name: Type.String() }),
  /** Whose it is again when it comes back. */
  owner: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  /** Exactly what goes, or went. */
  facts: Type.Array(Fact),
  takeBy: Instant,
  state: Type.Enum(['asked', 'agreed', 'taken', 'declined', 'returned', 'withdrawn']),
  /** The reference it has there. */
  arrivedAs: Nullable(Type.String()),
  askedAt: Instant,
  answeredAt: Nullable(Instant),
  takenAt: Nullable(Instant),
  endedAt: Nullable(Instant),
  rev: Type.Integer(),
})
export type Transfer = Static<typeof Transfer>

/** Something that happened in a case. */
export const CaseTold = Type.Object({
  id: Type.String(),
  at: Instant,
  what: Type.Enum([
    ...['conversation.started', 'conversation.handed', 'conversation.solved', 'conversation.reopened'],
    ...['conversation.merged', 'conversation.unmerged', 'case.joined', 'case.split', 'case.call-asked'],
    ...['promise.made', 'promise.kept', 'promise.failed', 'promise.withdrawn', 'promise.reopened', 'promise.passed'],
  ]),
  by: Type.Object({ kind: Type.Enum(['person', 'customer', 'bot', 'system']), name: Nullable(Type.String()) }),
  /** Where it happened, or which conversation it is about. */
  conversation: Uuid,
  channel: Nullable(Type.String()),
  reference: Nullable(Type.String()),
  promise: Nullable(Type.Object({ id: Uuid, kind: PromiseKindShape, what: Type.String() })),
  /** Who has it now: the conversation, or the promise. */
  who: Nullable(Type.String()),
})
export type CaseTold = Static<typeof CaseTold>

/** Another case that may be the same matter, and why it looks so. */
export const Suggestion = Type.Object({
  case: Type.Object({ id: Uuid, reference: Type.String(), status: CaseStatusShape, openedAt: Instant }),
  why: Type.Object({
    /** Labels that both carry. */
    labels: Type.Array(Uuid),
    /** Words of the customer that both hold, as they were written last. */
    words: Type.Array(Type.String()),
    /** Both have this subject. */
    subject: Nullable(Type.String()),
    /** Whole days between their last messages. */
    days: Type.Integer(),
  }),
  /** What `PUT /conversations/:id/case` takes to make them one: the newer joins the older. */
  join: Type.Object({ conversation: Uuid, case: Uuid }),
})
export type Suggestion = Static<typeof Suggestion>

/** As live views tell of a case: enough to know that it must be read again. */
export const CaseRow = Type.Object({
  id: Uuid,
  brand: Uuid,
  reference: Type.String(),
  status: CaseStatusShape,
  conversations: Type.Array(Uuid),
  rev: Type.Integer(),
})
export type CaseRow = Static<typeof CaseRow>

export const casesApi = api({
  'GET /api/v1/conversations/:id/case': {
    summary: 'The case a conversation is about, and others that may be the same matter',
    params: ById,
    answer: Type.Object({ case: Case, suggestions: Type.Array(Suggestion), live: Type.String() }),
  },
  'PUT /api/v1/conversations/:id/case': {
    summary: 'Say which case a conversation is about; when a case carries its reference, all of that case joins',
    params: ById,
    body: Closed({ case: Uuid, how: Type.Enum(['suggestion', 'person']) }),
    answer: Case,
  },
  'DELETE /api/v1/conversations/:id/case': {
    summary: 'Split a conversation off into the case it opened itself; the two are not suggested to each other again',
    params: ById,
    answer: Case,
  },
  'PUT /api/v1/conversations/:id/apart/:case': {
    summary: 'Say that a conversation is not about that case: it is not suggested any more',
    params: Closed({ id: Uuid, case: Uuid }),
    answer: Type.Null(),
  },
  'DELETE /api/v1/conversations/:id/apart/:case': {
    summary: 'Take that back',
    params: Closed({ id: Uuid, case: Uuid }),
    answer: Type.Null(),
  },
  'PUT /api/v1/conversations/:id/case/link': {
    summary:
      'The address of the page where the customer sees where the case stands, to be given in private; the same each time',
    params: ById,
    answer: Type.Object({ url: Type.String() }),
  },
  'GET /api/v1/conversations/:id/transfer': {
    summary:
      'What was handed to a sister brand from here, what came from one, to whom it could go, and which facts would',
    params: ById,
    answer: Type.Object({
      out: Nullable(Transfer),
      in: Nullable(Transfer),
      brands: Type.Array(
        Type.Object({
          id: Uuid,
          name: Type.String(),
          people: Type.Array(Type.Object({ id: Uuid, name: Type.String() })),
        }),
      ),
      facts: Type.Array(Fact),
    }),
  },
  'PUT /api/v1/conversations/:id/transfer': {
    summary:
      'Ask the customer whether these facts may go to that person of a sister brand; the address of the page where they answer',
    params: ById,
    body: Closed({
      id: Uuid,
      brand: Uuid,
      person: Uuid,
      takeBy: Instant,
      /** What goes besides what it is about. */
      facts: Type.Array(FactKey, { maxItems: 5 }),
      about: Type.String({ minLength: 1, maxLength: 500 }),
    }),
    answer: Type.Object({ transfer: Transfer, url: Type.String() }),
  },
  'DELETE /api/v1/conversations/:id/transfer': {
    summary: 'Take it back before it is taken; what went is forgotten there',
    params: ById,
    answer: Nullable(Transfer),
  },
  'PUT /api/v1/conversations/:id/transfer/taken': {
    summary: 'Take what came from a sister brand as this conversation',
    params: ById,
    answer: Transfer,
  },
  'GET /api/v1/cases': {
    summary: 'Cases, newest first; by a reference (also that of a conversation that joined), or of a contact',
    query: pageQueryWith({ reference: Type.Optional(Reference), contact: Type.Optional(Uuid) }),
    answer: PageOf(CaseRow),
  },
  'POST /api/v1/conversations/:id/promises': {
    summary:
      'Keep what was said will happen; without an owner named it is the caller’s, with null whoever’s works on the case',
    params: ById,
    body: Closed({
      id: Uuid,
      kind: PromiseKindShape,
      what: Type.String({ minLength: 1, maxLength: 500 }),
      due: Instant,
      owner: Type.Optional(Nullable(Uuid)),
    }),
    answer: Promised,
  },
  'GET /api/v1/promises': {
    summary: 'Open promises, due soonest first: mine, or all that the caller may see',
    query: pageQueryWith({ of: Type.Enum(['mine', 'all']) }),
    answer: PageOf(Promised),
  },
  'GET /api/v1/promises/figures': {
    summary: 'Promises made in a time, and the share kept in time of those that ended, by kind, team and partner',
    query: Closed({ from: Instant, to: Instant }),
    answer: Type.Object({
      all: Type.Object(Share),
      kinds: Type.Array(Type.Object({ kind: PromiseKindShape, ...Share })),
      teams: Type.Array(Type.Object({ id: Uuid, name: Texts, ...Share })),
      partners: Type.Array(Type.Object({ id: Uuid, name: Type.String(), ...Share })),
    }),
  },
  'DELETE /api/v1/promises/:id': { summary: 'It was no promise', params: ById, answer: Promised },
  'PUT /api/v1/promises/:id/kept': {
    summary: 'It happened, with what shows it; said again with a proof, that is added',
    params: ById,
    body: Closed({
      proof: Type.Optional(Type.String({ maxLength: 500 })),
      /** An attachment of the conversation it was made in. */
      file: Type.Optional(Uuid),
    }),
    answer: Promised,
  },
  'PUT /api/v1/promises/:id/failed': {
    summary: 'It did not and will not happen: the case is open again',
    params: ById,
    answer: Promised,
  },
  'PUT /api/v1/promises/:id/open': {
    summary: 'Take back that it was kept, failed or withdrawn',
    params: ById,
    answer: Promised,
  },
  'PUT /api/v1/promises/:id/owner': {
    summary: 'Pass it on; null is whoever works on the case',
    params: ById,
    body: Closed({ owner: Nullable(Uuid) }),
    answer: Promised,
  },
  'GET /api/v1/cases/:id/timeline': {
    summary: 'What happened in a case, oldest first; the newest 200',
    params: ById,
    answer: Type.Object({ items: Type.Array(CaseTold) }),
  },
  'GET /api/v1/cases/:id': { summary: 'One case', params: ById, answer: Case },
})
export type CasesApi = ApiTypes<typeof casesApi> & ApiTypes<typeof complaintsApi>
