import { type Static, Type } from 'typebox'
import {
  type ApiTypes,
  api,
  ById,
  Closed,
  Instant,
  Lang,
  May,
  Nullable,
  PageOf,
  pageQueryWith,
  Uuid,
} from '#kernel/http'
import { approvalApi, Proposal, Supervised } from './approval/contract.ts'
import { conversationAttributesApi } from './attributes/contract.ts'
import { dispositionsApi } from './dispositions/contract.ts'
import { labelsApi } from './labels/contract.ts'
import { redactApi } from './redact/contract.ts'
import { MailInput, MESSAGE_MAX, Next, said } from './reply-shape.ts'
import { Attachment, Impact, InboxRow, Later, Message, Responsibility, Side, TimelineLine, Way } from './shapes.ts'
import { SummaryFacts } from './summary-facts.ts'
import { translationApi } from './translation/contract.ts'

export type {
  Attachment,
  Delivery,
  Holder,
  InboxRow,
  Later,
  MailHead,
  Message,
  Priority,
  Side,
  Status,
  TimelineLine,
  VisitorMessage,
  Way,
} from './shapes.ts'
export {
  Attachment as AttachmentShape,
  InboxRow as InboxRowShape,
  Message as MessageShape,
  VisitorMessage as VisitorMessageShape,
} from './shapes.ts'

export { MailInput, MESSAGE_MAX }
/** As it is typed: addresses are looked at when the reply is sent. */
export const MailDraft = Closed({
  subject: Type.String({ maxLength: 500 }),
  cc: Type.String({ maxLength: 6000 }),
  bcc: Type.String({ maxLength: 6000 }),
  quote: Type.Boolean(),
})
export type MailDraft = Static<typeof MailDraft>

/** What the viewer may do with a conversation now, and why not. Keys are verb names without `conversation.`. */
export const MayDo = Type.Record(Type.String(), May)

export const Draft = Type.Object({
  kind: Type.Union([Type.Literal('reply'), Type.Literal('note')]),
  text: Type.String(),
  mail: Nullable(MailDraft),
  /** Colleagues read along. */
  shared: Type.Boolean(),
  at: Instant,
})

export const ConversationView = Type.Object({
  row: InboxRow,
  /** The newest 50, oldest first; earlier ones by `GET …/messages?before=`. */
  messages: Type.Array(Message),
  lines: Type.Array(TimelineLine),
  /** Exchanges with outsiders, oldest first. */
  sides: Type.Array(Side),
  /** What is worked on here besides itself, in the order it was merged: a reply may go by each. */
  ways: Type.Array(Way),
  /** Replies that wait for their time, or did not go, the next one first. */
  later: Type.Array(Later),
  /** What waits for a colleague's word, or was given back, the oldest first. */
  proposals: Type.Array(Proposal),
  /** Which of this viewer's replies wait for one. */
  supervised: Nullable(Supervised),
  /** Where it is worked on itself, when it was merged. */
  mergedInto: Nullable(Type.Object({ id: Uuid, reference: Type.String() })),
  /** What it was split from: answers go by that one, and there the customer's next words arrive. */
  splitFrom: Nullable(Way),
  /** What was split from it, oldest first, and from which message on. */
  splits: Type.Array(Type.Object({ id: Uuid, reference: Type.String(), from: Uuid })),
  /** What the bot learnt: facts, and the same in words of the reader's language. */
  summary: Nullable(Type.Object({ text: Type.String(), facts: SummaryFacts, at: Instant })),
  priority: Type.Object({
    impact: Nullable(Impact),
    responsibility: Nullable(Responsibility),
    why: Nullable(Type.String()),
    by: Nullable(Type.String()),
  }),
  drafts: Type.Array(Draft),
  /** Replies that colleagues are writing and want others to see. */
  shared: Type.Array(Type.Object({ by: Uuid, text: Type.String(), at: Instant })),
  /** How far this viewer has read. */
  readSeq: Type.Integer(),
  /** Is this viewer told what becomes of it? */
  followed: Type.Boolean(),
  may: MayDo,
  live: Type.String(),
})
export type ConversationView = Static<typeof ConversationView>

/** `mine`, `all`, `unassigned`, `bot`, `snoozed`, `solved`, `spam`, `mentions`, `followed`, or `queue:<id>`. */
const View = Type.String({
  maxLength: 50,
  pattern: '^(mine|all|unassigned|bot|snoozed|pending|solved|spam|mentions|followed|queue:[0-9a-f-]{36})$',
})
/** Filters of a list; analytics' numbers open the list with these. */
const listFilters = {
  view: Type.Optional(View),
  brand: Type.Optional(Uuid),
  label: Type.Optional(Uuid),
  contact: Type.Optional(Uuid),
  /** A list made by another module: `report:<token>`, read through the registry's lists. */
  list: Type.Optional(Type.String({ maxLength: 400 })),
  order: Type.Optional(Type.Union([Type.Literal('waiting'), Type.Literal('newest')])),
}
const reply = {
  /** Made by the client: also the idempotency key. */
  id: Uuid,
  ...said,
}
const Answer = Type.Object({ row: InboxRow, message: Message })
const RowAnswer = InboxRow

export const conversationsApi = api({
  ...conversationAttributesApi,
  'GET /api/v1/inbox': {
    summary: 'A view or queue: rows by waiting time or newest first',
    query: pageQueryWith(listFilters),
    answer: Type.Intersect([PageOf(InboxRow), Type.Object({ reads: Type.Record(Type.String(), Type.Integer()) })]),
  },
  'GET /api/v1/inbox/counts': {
    summary: 'How many conversations each view and queue holds',
    answer: Type.Object({ counts: Type.Record(Type.String(), Type.Integer()), live: Type.String() }),
  },
  'GET /api/v1/conversations/:id': {
    summary: 'One conversation with its newest messages; `lang` is what its summary is read in',
    params: ById,
    query: Closed({ lang: Type.Optional(Lang) }),
    answer: ConversationView,
  },
  'GET /api/v1/conversations/:id/may': { summary: 'What the caller may do with it now', params: ById, answer: MayDo },
  'GET /api/v1/conversations/:id/messages': {
    summary: 'Earlier messages',
    params: ById,
    query: pageQueryWith({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
    answer: PageOf(Message),
  },
  'POST /api/v1/conversations/:id/messages': {
    summary: 'Reply to the customer; refused as stale when the customer has written since',
    params: ById,
    body: Closed({
      ...reply,
      /** seq of the newest customer message the author has seen. */
      seenSeq: Type.Integer({ minimum: 0 }),
      /** What follows: stay open, wait for the customer, or solve. */
      next: Type.Optional(Next),
      disposition: Type.Optional(Uuid),
      mail: Type.Optional(MailInput),
      /** The merged conversation by which it goes to the customer; absent: by this one's own channel. */
      way: Type.Optional(Uuid),
    }),
    answer: Answer,
  },
  'DELETE /api/v1/conversations/:id/messages/:message': {
    summary: 'Withdraw a reply within 5 seconds',
    params: Closed({ id: Uuid, message: Uuid }),
    answer: Answer,
  },
  'POST /api/v1/conversations/:id/notes': {
    summary: 'Write an internal note; mentioned colleagues are told',
    params: ById,
    body: Closed({
      ...reply,
      mentions: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
      /** Teams whose people are all mentioned. */
      teams: Type.Optional(Type.Array(Uuid, { maxItems: 5 })),
    }),
    answer: Answer,
  },
  'PUT /api/v1/conversations/:id/followed': {
    summary: 'Follow it: the caller is told what becomes of it',
    params: ById,
    answer: Type.Object({ followed: Type.Boolean() }),
  },
  'DELETE /api/v1/conversations/:id/followed': {
    summary: 'Follow it no longer',
    params: ById,
    answer: Type.Object({ followed: Type.Boolean() }),
  },
  'PUT /api/v1/conversations/:id/snooze': {
    summary: 'Put away until a time, or until the customer writes',
    params: ById,
    body: Closed({ until: Instant }),
    answer: RowAnswer,
  },
  'DELETE /api/v1/conversations/:id/snooze': { summary: 'Bring back now', params: ById, answer: RowAnswer },
  'PUT /api/v1/conversations/:id/spam': {
    summary: 'Set aside as spam: in no queue, on no clock, in no figure',
    params: ById,
    answer: RowAnswer,
  },
  'DELETE /api/v1/conversations/:id/spam': {
    summary: 'It is no spam: back as it was, open when its contact has written since',
    params: ById,
    answer: RowAnswer,
  },
  'PUT /api/v1/conversations/:id/pending': { summary: 'Wait for the customer', params: ById, answer: RowAnswer },
  'DELETE /api/v1/conversations/:id/pending': { summary: 'Open again', params: ById, answer: RowAnswer },
  'PUT /api/v1/conversations/:id/solution': {
    summary: 'Solve, with a disposition',
    params: ById,
    body: Closed({ disposition: Nullable(Uuid) }),
    answer: RowAnswer,
  },
  'DELETE /api/v1/conversations/:id/solution': { summary: 'Reopen', params: ById, answer: RowAnswer },
  'PUT /api/v1/conversations/:id/priority': {
    summary: 'Set the priority from impact and responsibility, with a reason',
    params: ById,
    body: Closed({ impact: Impact, responsibility: Responsibility, why: Type.String({ maxLength: 300 }) }),
    answer: RowAnswer,
  },
  'PUT /api/v1/conversations/:id/scheduled/:message': {
    summary:
      'Leave a reply that is sent at a time, or change it while it waits; it stops when the customer writes meanwhile, unless `anyway`',
    params: Closed({ id: Uuid, message: Uuid }),
    body: Closed({
      text: reply.text,
      attachments: reply.attachments,
      seenSeq: Type.Integer({ minimum: 0 }),
      next: Type.Optional(Next),
      mail: Type.Optional(MailInput),
      way: Type.Optional(Uuid),
      sendAt: Instant,
      anyway: Type.Optional(Type.Boolean()),
    }),
    answer: RowAnswer,
  },
  'DELETE /api/v1/conversations/:id/scheduled/:message': {
    summary: 'Take back a reply that waits; only its author may',
    params: Closed({ id: Uuid, message: Uuid }),
    answer: RowAnswer,
  },
  'GET /api/v1/conversations/:id/mergeable': {
    summary: 'The other conversations of its contact, which may be worked on within it',
    params: ById,
    answer: PageOf(InboxRow),
  },
  'PUT /api/v1/conversations/:id/merged/:other': {
    summary:
      'Work on another conversation of the same contact within this one; the customer writes and reads on where they did',
    params: Closed({ id: Uuid, other: Uuid }),
    answer: RowAnswer,
  },
  'DELETE /api/v1/conversations/:id/merged/:other': {
    summary: 'Take a merge back: both are as they were, with what was said since',
    params: Closed({ id: Uuid, other: Uuid }),
    answer: RowAnswer,
  },
  'PUT /api/v1/conversations/:id/splits/:split': {
    summary:
      'Work on a message and what follows it as a new conversation (`split`, an id of yours); the customer writes and reads on where they did',
    params: Closed({ id: Uuid, split: Uuid }),
    body: Closed({ message: Uuid }),
    answer: RowAnswer,
  },
  'DELETE /api/v1/conversations/:id/splits/:split': {
    summary: 'Take a split back: it is one conversation again, with what was answered since',
    params: Closed({ id: Uuid, split: Uuid }),
    answer: RowAnswer,
  },
  'PUT /api/v1/conversations/:id/drafts/:kind': {
    summary: 'Keep the draft as typed; empty text without anything of a mail removes it',
    params: Closed({ id: Uuid, kind: Type.Union([Type.Literal('reply'), Type.Literal('note')]) }),
    body: Closed({ text: Type.String({ maxLength: MESSAGE_MAX }), mail: Type.Optional(MailDraft) }),
  },
  'PUT /api/v1/conversations/:id/drafts/reply/sharing': {
    summary: 'Let colleagues read the reply while it is written, until it is sent',
    params: ById,
    answer: RowAnswer,
  },
  'DELETE /api/v1/conversations/:id/drafts/reply/sharing': {
    summary: 'Nobody reads along any more',
    params: ById,
    answer: RowAnswer,
  },
  'PUT /api/v1/conversations/:id/read': {
    summary: 'Read up to this message',
    params: ById,
    body: Closed({ seq: Type.Integer({ minimum: 0 }) }),
  },
  'PUT /api/v1/conversations/:id/unread': {
    summary: 'Unread again from this message on, for the caller alone, on every screen of theirs',
    params: ById,
    body: Closed({ seq: Type.Integer({ minimum: 1 }) }),
  },
  'GET /api/v1/conversations/:id/panels': {
    summary: 'The panels beside a conversation, by name',
    params: ById,
    answer: Type.Object({ panels: Type.Array(Type.String()) }),
  },
  'GET /api/v1/conversations/:id/panels/:panel': {
    summary: 'One panel; each loads and fails alone',
    params: Closed({ id: Uuid, panel: Type.String({ maxLength: 40 }) }),
    answer: Nullable(
      Type.Object({
        shape: Type.Enum(['facts', 'list', 'chart', 'timeline']),
        title: Type.String(),
        items: Type.Array(
          Type.Object({
            label: Type.String(),
            value: Type.String(),
            hint: Type.Optional(Type.String()),
            href: Type.Optional(Type.String()),
            at: Type.Optional(Instant),
          }),
        ),
      }),
    ),
  },
  'POST /api/v1/uploads': {
    summary: 'Upload an attachment (multipart, field `file`; query: id, brand); attach it by its id',
    query: Closed({ id: Uuid, brand: Uuid }),
    answer: Attachment,
  },
  'GET /api/v1/attachments/:id': {
    summary: 'The bytes of an attachment, for whoever may see its conversation',
    params: ById,
    query: Closed({ download: Type.Optional(Type.Boolean()) }),
  },
  ...labelsApi,
  ...approvalApi,
  ...translationApi,
  ...redactApi,
  ...dispositionsApi,
  'GET /api/v1/search': {
    summary: 'Search conversations, contacts and articles',
    query: Closed({
      q: Type.String({ minLength: 1, maxLength: 200 }),
      kind: Type.Optional(Type.String({ maxLength: 30 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    }),
    answer: Type.Object({
      hits: Type.Array(
        Type.Object({
          kind: Type.String(),
          id: Uuid,
          title: Type.String(),
          snippet: Type.String(),
          brand: Nullable(Uuid),
          lang: Nullable(Lang),
        }),
      ),
    }),
  },
})
export type ConversationsApi = ApiTypes<typeof conversationsApi>
