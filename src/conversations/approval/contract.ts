import { type Static, Type } from 'typebox'
import { type ApiTypes, api, Closed, Instant, Nullable, Uuid } from '#kernel/http'
import { MailInput, Next, said } from '../reply-shape.ts'
import { Attachment, InboxRow, MailHead, oneOf } from '../shapes.ts'

/** A reply of somebody who learns, under the id of the message it becomes. */
export const Proposal = Type.Object({
  id: Uuid,
  rev: Type.Integer(),
  /** Who wrote it. */
  by: Uuid,
  at: Instant,
  text: Type.String(),
  attachments: Type.Array(Attachment),
  mail: Nullable(MailHead),
  way: Nullable(Uuid),
  next: oneOf(['stay', 'wait', 'solve']),
  disposition: Nullable(Uuid),
  state: oneOf(['waiting', 'returned']),
  /** Why it was given back, and by whom. */
  remark: Nullable(Type.String()),
  decidedBy: Nullable(Uuid),
})
export type Proposal = Static<typeof Proposal>

/** Which of their replies wait for approval: all, or those that everybody can read. */
export const Supervised = oneOf(['all', 'public'])

const Trainee = Type.Object({
  agent: Type.Object({ id: Uuid, name: Type.String() }),
  brand: Uuid,
  replies: Supervised,
  until: Nullable(Instant),
  /** In the last 30 days: sent as written, sent changed, given back. */
  sent: Type.Integer(),
  changed: Type.Integer(),
  returned: Type.Integer(),
  rev: Type.Integer(),
})
const at = Closed({ id: Uuid, message: Uuid })

export const approvalApi = api({
  'PUT /api/v1/conversations/:id/proposals/:message': {
    summary: 'Ask for approval of a reply; the same id again changes it, also when it was given back',
    params: at,
    body: Closed({
      ...said,
      seenSeq: Type.Integer({ minimum: 0 }),
      next: Type.Optional(Next),
      disposition: Type.Optional(Uuid),
      mail: Type.Optional(MailInput),
      way: Type.Optional(Uuid),
    }),
    answer: InboxRow,
  },
  'DELETE /api/v1/conversations/:id/proposals/:message': {
    summary: 'Take back what waits for approval; only its author may',
    params: at,
    answer: InboxRow,
  },
  'PUT /api/v1/conversations/:id/proposals/:message/approval': {
    summary: 'Send it as its author, as it is or changed; refused as stale when the customer has written since',
    params: at,
    body: Closed({
      rev: Type.Integer({ minimum: 1 }),
      seenSeq: Type.Integer({ minimum: 0 }),
      text: Type.Optional(said.text),
    }),
    answer: InboxRow,
  },
  'PUT /api/v1/conversations/:id/proposals/:message/return': {
    summary: 'Give it back to its author, with what should be better',
    params: at,
    body: Closed({ rev: Type.Integer({ minimum: 1 }), remark: Type.String({ minLength: 1, maxLength: 1_000 }) }),
    answer: InboxRow,
  },
  'GET /api/v1/proposals': {
    summary: 'What waits for approval, the oldest first, at most 200',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Uuid,
          conversation: Uuid,
          reference: Type.String(),
          contact: Type.String(),
          brand: Uuid,
          by: Type.Object({ id: Uuid, name: Type.String() }),
          text: Type.String(),
          at: Instant,
        }),
      ),
    }),
  },
  'GET /api/v1/trainees': {
    summary: 'Whose replies wait for approval, by brand, and what became of them lately',
    answer: Type.Object({ items: Type.Array(Trainee) }),
  },
  'PUT /api/v1/brands/:brand/trainees/:agent': {
    summary: 'From now on their replies to customers of the brand wait for approval, until a day or for good',
    params: Closed({ brand: Uuid, agent: Uuid }),
    body: Closed({ replies: Supervised, until: Nullable(Instant) }),
  },
  'DELETE /api/v1/brands/:brand/trainees/:agent': {
    summary: 'Their replies go at once; what waits still waits for a word',
    params: Closed({ brand: Uuid, agent: Uuid }),
  },
})
export type ApprovalApi = ApiTypes<typeof approvalApi>
