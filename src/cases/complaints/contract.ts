import { type Static, Type } from 'typebox'
import { api, ById, Closed, Instant, May, Nullable, PageOf, pageQueryWith, Texts, Uuid } from '#kernel/http'

export const ComplaintKindShape = Type.Enum(['charge', 'service', 'quality', 'contract', 'conduct', 'privacy', 'other'])
const LetterKindShape = Type.Enum(['reference', 'acknowledgement', 'upheld', 'partly', 'refused', 'deadlock'])
const Outcome = Type.Enum(['upheld', 'partly', 'refused'])

export const Complaint = Type.Object({
  id: Uuid,
  brand: Uuid,
  contact: Uuid,
  case: Type.Object({ id: Uuid, reference: Type.String() }),
  conversation: Uuid,
  /** The jurisdiction under which it was made. */
  pack: Type.String(),
  kind: ComplaintKindShape,
  about: Type.String(),
  wants: Type.String(),
  /** Of its letters. */
  lang: Type.String(),
  owner: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  receivedAt: Instant,
  /** Absent: the reference has not gone out on a durable medium yet. */
  referencedAt: Nullable(Instant),
  acknowledgedAt: Nullable(Instant),
  decidedAt: Nullable(Instant),
  outcome: Nullable(Outcome),
  deadlockAt: Nullable(Instant),
  recommendedAt: Nullable(Instant),
  withdrawnAt: Nullable(Instant),
  clocks: Type.Array(
    Type.Object({
      name: Type.Enum(['answer', 'refund', 'deadlock', 'recommendation', 'own']),
      due: Instant,
      state: Type.Enum(['running', 'late', 'met', 'met-late']),
    }),
  ),
  /** The nearest of what still runs. */
  due: Nullable(Instant),
  /** What billing must not do to the customer now: suspend the service, or collect the disputed part. */
  hold: Nullable(Type.Object({ what: Type.Enum(['service', 'disputed-part']), until: Nullable(Instant) })),
  letters: Type.Array(
    Type.Object({
      message: Uuid,
      conversation: Uuid,
      kind: LetterKindShape,
      durable: Type.Boolean(),
      at: Instant,
    }),
  ),
  rev: Type.Integer(),
})
export type Complaint = Static<typeof Complaint>

const Figures = {
  made: Type.Integer(),
  open: Type.Integer(),
  /** Of those whose clocks all ended or ran out. */
  inTime: Type.Integer(),
  late: Type.Integer(),
  /** 0 to 1; null while none ended. */
  share: Nullable(Type.Number()),
  upheld: Type.Integer(),
  partly: Type.Integer(),
  refused: Type.Integer(),
  deadlock: Type.Integer(),
  withdrawn: Type.Integer(),
  /** Their reference went out on a durable medium. */
  referenced: Type.Integer(),
  /** Median days from complaint to decision. */
  days: Nullable(Type.Number()),
}

export const complaintsApi = api({
  'GET /api/v1/conversations/:id/complaint': {
    summary: 'The complaint of the case a conversation is about, and whether one can be made',
    params: ById,
    answer: Type.Object({
      complaint: Nullable(Complaint),
      /** By which the brand's complaints are handled; null: nobody has chosen one. */
      pack: Nullable(Type.String()),
      /** The reference reaches the customer on a durable medium. */
      durable: Type.Boolean(),
      may: Type.Object({ manage: May, refuse: May }),
    }),
  },
  'POST /api/v1/conversations/:id/complaint': {
    summary:
      'Make the case a complaint; its reference goes to the customer at once, on a durable medium where there is one',
    params: ById,
    body: Closed({
      id: Uuid,
      kind: ComplaintKindShape,
      about: Type.String({ minLength: 1, maxLength: 500 }),
      wants: Type.String({ minLength: 1, maxLength: 500 }),
    }),
    answer: Complaint,
  },
  'GET /api/v1/complaints': {
    summary: 'Complaints: open ones due soonest first, or all, newest first; also of one contact',
    query: pageQueryWith({ of: Type.Enum(['open', 'all']), contact: Type.Optional(Uuid) }),
    answer: PageOf(Complaint),
  },
  'GET /api/v1/complaints/figures': {
    summary: 'Complaints made in a time, for the audit: by kind, the share in time, outcomes and days',
    query: Closed({ from: Instant, to: Instant, brand: Type.Optional(Uuid) }),
    answer: Type.Object({
      all: Type.Object(Figures),
      kinds: Type.Array(Type.Object({ kind: ComplaintKindShape, ...Figures })),
    }),
  },
  'GET /api/v1/complaint-packs': {
    summary: 'What the law of each place asks for, as the pack’s file says it, with its source',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Texts,
          source: Type.String(),
          check: Type.String(),
          languages: Type.Array(Type.String()),
          /** Languages it has letters in. */
          letters: Type.Array(Type.String()),
          durable: Type.Array(Type.String()),
          clocks: Type.Array(
            Type.Object({
              name: Type.String(),
              unit: Type.Enum(['workingDays', 'days', 'weeks']),
              n: Type.Integer(),
              source: Type.String(),
            }),
          ),
          hold: Nullable(Type.Object({ what: Type.String(), months: Nullable(Type.Integer()), source: Type.String() })),
          wants: Type.Array(Type.String()),
        }),
      ),
    }),
  },
  'DELETE /api/v1/complaints/:id': { summary: 'It was no complaint', params: ById, answer: Complaint },
  'PUT /api/v1/complaints/:id/open': { summary: 'Take that back', params: ById, answer: Complaint },
  'PUT /api/v1/complaints/:id/recommendation': {
    summary: 'An ombudsman recommended something: the time to follow it runs',
    params: ById,
    answer: Complaint,
  },
  'GET /api/v1/complaints/:id/letters/:kind': {
    summary: 'A letter as the pack writes it, filled, to be read and changed before it is sent',
    params: Closed({ id: Uuid, kind: LetterKindShape }),
    answer: Type.Object({ lang: Type.String(), text: Type.String(), durable: Type.Boolean() }),
  },
  'POST /api/v1/complaints/:id/letters': {
    summary: 'Send a letter of the complaint as a message; a refusal and a deadlock only as a person',
    params: ById,
    body: Closed({ id: Uuid, kind: LetterKindShape, text: Type.String({ minLength: 1, maxLength: 10_000 }) }),
    answer: Complaint,
  },
  'GET /api/v1/complaints/:id/file': {
    summary: 'All of it in one file for the ombudsman: letters, conversations, what happened when, attachments',
    params: ById,
    answer: Type.Object({ name: Type.String(), html: Type.String() }),
  },
})
