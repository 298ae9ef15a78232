import type { Generated, JSONColumnType } from 'kysely'
import type { AccountId, AgentId, BrandId, ContactId, ConversationId, MessageId, QueueId } from '#kernel/ids'
import type { StandingKind } from '#people/contract'
import type { Delivery, Holder, Priority, Status } from './contract.ts'
import type { MailHead } from './shapes.ts'
import type { SummaryFacts } from './summary-facts.ts'

type Texts = Record<string, string>

export interface ConversationTable {
  id: ConversationId
  brand_id: BrandId
  account_id: AccountId
  channel: string
  visibility: 'public' | 'private'
  thread_key: string
  contact_id: ContactId
  reference: string
  subject: string | null
  lang: string | null
  page: string | null
  created_at: Date
}

export interface InboxRowTable {
  conversation_id: ConversationId
  brand_id: BrandId
  contact_id: ContactId
  contact_name: string
  channel: string
  visibility: 'public' | 'private'
  reference: string
  subject: string | null
  lang: string | null
  created_at: Date
  status: Generated<Status>
  was_status: Status | null
  priority: Generated<Priority>
  holder: Holder
  queue_id: QueueId | null
  assignee_id: AgentId | null
  assignee_name: string | null
  team_id: string | null
  due_at: Date | null
  due_kind: string | null
  waiting_since: Date | null
  labels: Generated<string[]>
  last_text: Generated<string>
  last_by: Generated<'contact' | 'agent' | 'bot' | 'system'>
  last_at: Date
  last_seq: Generated<number>
  last_contact_seq: Generated<number>
  snoozed_until: Date | null
  disposition_id: string | null
  csat: number | null
  vip: StandingKind | null
  solved_at: Date | null
  other_scopes: Generated<string[]>
  scopes: Generated<string[]>
  rev: Generated<number>
}

/** What a row was before a reply, so that undo can put it back. */
export interface BeforeReply {
  status: Status
  waitingSince: string | null
  holder: Holder
  queueId: QueueId | null
  assigneeId: AgentId | null
  assigneeName: string | null
}

export interface MessageTable {
  conversation_id: ConversationId
  id: MessageId
  seq: number
  account_id: AccountId
  external_id: string | null
  /** The way it took, when that was not the conversation's own. */
  channel: Generated<string | null>
  by_kind: 'contact' | 'agent' | 'bot' | 'system'
  by_id: string | null
  by_name: string | null
  visibility: 'public' | 'private' | 'note'
  text: string
  html: string
  baked_by: number
  lang: string | null
  at: Date
  received_at: Date
  quick_replies: Generated<unknown>
  cards: Generated<unknown>
  attachments: Generated<number>
  labelled: Generated<number>
  mentions: Generated<AgentId[]>
  delivery: Delivery | null
  delivery_why: string | null
  before: BeforeReply | null
  mail: MailHead | null
  side_id: string | null
  /** Of a copy: the conversation its message stands in for the customer, and its place there. */
  home_id: ConversationId | null
  home_seq: number | null
  edited_at: Date | null
  deleted_at: Date | null
  rev: Generated<number>
}

export interface AttachmentTable {
  id: string
  brand_id: BrandId
  uploaded_by: string
  blob: string
  name: string
  mime: string
  bytes: number
  width: number | null
  height: number | null
  conversation_id: ConversationId | null
  message_id: MessageId | null
  created_at: Date
  /** Among the files of its message. */
  place: Generated<number>
}

export interface SideTable {
  id: string
  conversation_id: ConversationId
  account_id: AccountId
  address: string
  name: string
  subject: string
  by: string
  created_at: Date
}

/** A row before it was merged, as far as undo puts it back. */
export interface BeforeMerge {
  status: Status
  priority: Priority
  holder: Holder
  queueId: QueueId | null
  assigneeId: AgentId | null
  labels: string[]
  waitingSince: string | null
  snoozedUntil: string | null
  solvedAt: string | null
  dispositionId: string | null
  lastSeq: number
}

export interface MergingTable {
  id: string
  /** What was merged, and where it is worked on now. */
  conversation_id: ConversationId
  into_id: ConversationId
  by: string
  at: Date
  was: JSONColumnType<{ into: BeforeMerge; from: BeforeMerge }>
  undone_by: string | null
  undone_at: Date | null
}

interface SplittingTable {
  /** The new one, and what it was split from. */
  conversation_id: ConversationId
  origin_id: ConversationId
  from_seq: number
  by: string
  at: Date
  undone_by: string | null
  undone_at: Date | null
}

interface ScheduledTable {
  id: MessageId
  conversation_id: ConversationId
  agent_id: AgentId
  text: string
  attachments: Generated<string[]>
  mail: MailHead | null
  way: ConversationId | null
  next: string
  seen_seq: number
  anyway: boolean
  send_at: Date
  at: Date
  stopped: string | null
  rev: Generated<number>
}

interface SpammingTable {
  conversation_id: ConversationId
  by: string
  why: 'person' | 'sender'
  at: Date
  was: BeforeMerge
}

interface TraineeTable {
  agent_id: AgentId
  brand_id: BrandId
  replies: 'all' | 'public'
  until: Date | null
  by: string
  at: Date
  rev: Generated<number>
}

interface ProposalTable {
  id: MessageId
  conversation_id: ConversationId
  agent_id: AgentId
  text: string
  attachments: Generated<string[]>
  mail: MailHead | null
  way: ConversationId | null
  next: 'stay' | 'wait' | 'solve'
  disposition_id: string | null
  seen_seq: number
  state: Generated<'waiting' | 'returned'>
  remark: string | null
  decided_by: AgentId | null
  at: Date
  rev: Generated<number>
}

interface ApprovalTable {
  id: MessageId
  rev: number
  conversation_id: ConversationId
  agent_id: AgentId
  brand_id: BrandId
  outcome: 'sent' | 'changed' | 'returned'
  decided_by: AgentId
  at: Date
}

interface RedactionTable {
  id: string
  conversation_id: ConversationId
  message_id: MessageId
  kind: string
  pieces: number
  files: number
  by: string
  at: Date
}

interface Deed {
  conversation_id: ConversationId
  by: string
  at: Date
}

declare module '#kernel/db' {
  interface Tables {
    'conversations.conversation': ConversationTable
    'conversations.inbox_row': InboxRowTable
    'conversations.message': MessageTable
    'conversations.attachment': AttachmentTable
    'conversations.view_count': { brand_id: BrandId; key: string; n: number }
    'conversations.follower': {
      conversation_id: ConversationId
      agent_id: AgentId
      following: boolean
      at: Date
      rev: Generated<number>
    }
    'conversations.snooze': Deed & { until: Date }
    'conversations.solution': Deed & { disposition_id: string | null }
    'conversations.priority_change': Deed & { impact: string; responsibility: string; priority: Priority; why: string }
    'conversations.label': { id: string; brand_id: BrandId | null; name: Texts; hue: number; rev: Generated<number> }
    'conversations.message_label': Deed & { message_id: MessageId; label_id: string }
    'conversations.contact_label': { id: string; contact_id: ContactId; label_id: string; by: string; at: Date }
    'conversations.labelling': Deed & { label_id: string }
    'conversations.disposition': DispositionTable
    'conversations.summary': Deed & { facts: SummaryFacts }
    'conversations.spamming': SpammingTable
    'conversations.merging': MergingTable
    'conversations.scheduled': ScheduledTable
    'conversations.trainee': TraineeTable
    'conversations.proposal': ProposalTable
    'conversations.approval': ApprovalTable
    'conversations.redaction': RedactionTable
    'conversations.splitting': SplittingTable
    'conversations.imported': { conversation_id: ConversationId; digest: string; by: string; at: Date }
    'conversations.draft': {
      conversation_id: ConversationId
      agent_id: AgentId
      kind: 'reply' | 'note'
      text: string
      mail: unknown
      at: Date
      shared_at: Date | null
      told_at: Date | null
    }
    'conversations.side': SideTable
    'conversations.read_position': {
      conversation_id: ConversationId
      reader_id: string
      seq: number
      at: Date
      /** As far as the other side was told that it was read. */
      furthest: Generated<number>
      rev: Generated<number>
    }
    'conversations.wait_estimate': { brand_id: BrandId; minutes: number | null; at: Date }
  }
}

/** Why conversations are solved: a tree, of one brand or of all. */
export interface DispositionTable {
  id: string
  brand_id: BrandId | null
  parent_id: string | null
  name: Texts
  /** Among those under the same parent. */
  position: number
  retired_at: Date | null
  rev: number
}
