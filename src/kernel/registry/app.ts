import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import type { Actor, Permission, Scope } from '#kernel/access'
import type { Blobs } from '#kernel/blobs'
import type { Clock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import type { Database, Db, RawBuilder, Tx, Work } from '#kernel/db'
import type { EventName, StoredEvent } from '#kernel/events'
import type { Api, Operations } from '#kernel/http'
import type { BrandId, ConversationId } from '#kernel/ids'
import type { JobKind, JobMap, WorkOptions } from '#kernel/jobs'
import type { Log } from '#kernel/log'
import type { Metrics } from '#kernel/metrics'
import type { SealedColumn } from '#kernel/seal'
import type { Redaction } from './redact-in.ts'
import type { Registered } from './registered.ts'

/** What every verb and question gets first. Nothing is global. */
export interface Context {
  readonly db: Db
  readonly database: Database
  readonly actor: Actor
  readonly clock: Clock
  readonly log: Log
  readonly config: Config
  readonly app: App
  transaction<T>(work: Work<T>): Promise<T>
}

/** Runs inside the lane's transaction: its database effects happen once; outside effects must be enqueued. */
export type Handler<N extends EventName> = (tx: Tx, event: StoredEvent<N>, app: App) => Promise<void>

/** Does many events at once, as it would do them one after the other: in their order, each to the end. */
export type ManyHandler<N extends EventName> = (tx: Tx, events: readonly StoredEvent<N>[], app: App) => Promise<void>

export interface FactSpec {
  event: EventName
  fields: Record<string, 'id' | 'code' | 'number' | 'time' | 'boolean'>
}
/** How an event reads in a timeline: a message key of the locale files and its values (codes, numbers, names loaded now). */
export interface Line {
  text: string
  icon: string
  permission: Permission
}
export interface PanelData {
  shape: 'facts' | 'list' | 'chart' | 'timeline'
  title: string
  items: readonly { label: string; value: string; hint?: string; href?: string; at?: string }[]
}
export interface Panel {
  name: string
  on: 'conversation' | 'contact'
  permission: Permission
  /** Milliseconds before it is shown as "not available now"; each fails alone. */
  budgetMs: number
  load(ctx: Context, id: string): Promise<PanelData | null>
}
export interface SettingSpec {
  key: string
  scope: 'operator' | 'brand' | 'agent'
  schema: TSchema
  fallback: unknown
  /** Locale key of the sentence that explains it. */
  help: string
  permission: Permission
}
export interface NoticeKind {
  kind: string
  /** Locale key of its sentence. */
  text: string
}
export interface SearchKind {
  kind: string
  permission: Permission
  /** Loads what is indexed for these ids: text stays here, the log holds ids only. */
  load(
    db: Db,
    ids: readonly string[],
  ): Promise<{ id: string; brand: string; scopes: readonly Scope[]; lang: string; title: string; text: string }[]>
  /** Which event re-indexes which id. */
  on: Partial<Record<EventName, (event: StoredEvent) => string | null>>
}
/** A kind of row that live views show. */
export interface LiveKind<Row = unknown> {
  kind: string
  permission: Permission
  /** Events after which the row must be shown again, and the row's id. */
  on: Partial<Record<EventName, (event: StoredEvent) => string | null>>
  /** Only to streams that watch the event's subject by its id, e.g. the messages of the conversation somebody has open. */
  only?: 'watched-subject'
  /** Its events of no brand are for all who hold the permission in some brand, not only for those who hold it in every one. */
  inAnyBrand?: true
  /** The one agent whose it is, whatever they watch and whatever others may: nobody else is told. `permission` is then not asked. */
  own?: (event: StoredEvent) => string | null
  /**
   * The scopes of a presented row as they are now. With it, a row that left a viewer's scopes after an event is not shown
   * with that event: the event that took it away follows.
   */
  scopes?(row: Row): readonly Scope[]
  /** Also to visitors: may this visitor see it? Asked only for events whose subject is their conversation, or that are about them. */
  visitor?: (actor: Extract<Actor, { kind: 'visitor' }>, event: StoredEvent) => boolean
  /** Loads and shows rows once per (event, mask); absent ids are sent as removed. `rev` grows with each change. */
  present(
    db: Db,
    ids: readonly string[],
    mask: 'staff' | 'visitor',
  ): Promise<ReadonlyMap<string, Row & { id: string; rev: number }>>
}
export interface PersonalTable {
  table: string
  contactColumn: string
  fields: readonly string[]
  retention: Temporal.DurationLike | 'with-contact'
  erase(tx: Tx, contactId: string): Promise<void>
  /** The same for one conversation alone, when its contact is known otherwise, too. */
  forget?(tx: Tx, conversationId: string): Promise<void>
  /** Words of a conversation that are taken out everywhere. What cannot be changed in place goes as a whole. */
  redact?(tx: Tx, redaction: Redaction): Promise<void>
  /** With a retention of its own: erases at most so many of what is older, and answers how many. */
  expire?(tx: Tx, before: Date, atMost: number): Promise<number>
  /** When something of these contacts was last written here: a contact is kept for so long after the last of these. */
  lastAt?(db: Db, contactIds: readonly string[]): Promise<ReadonlyMap<string, Date>>
  export(db: Db, contactId: string): Promise<unknown[]>
  /** Moves rows from one contact to another at a merge; returns how to move them back. */
  repoint?: (tx: Tx, from: string, to: string) => Promise<readonly string[]>
  /** The column whose values repoint answers with, so that un-merge finds the rows again; `id` when not said. */
  key?: string
}

/** A mail that a module has written to the contact of a conversation. */
export interface Letter {
  subject: string
  text: string
  /** Safe HTML that says the same. */
  html: string
  lang: string | null
  /** The address it goes to, known to be the contact's; absent: where the conversation goes. It then stands in no thread. */
  to?: string
}
/** What a module may want to have sent from a brand's mailbox; it is written when it leaves. */
export interface LetterKind {
  kind: string
  /** Null: it is not wanted any more. A letter that is written again, because it did not leave, makes the one before worthless. */
  write(ctx: Context, id: string): Promise<Letter | null>
}
/** Who brings letters to contacts. Offered by the module that has the mailboxes. */
export interface Post {
  /** Is mail the way this conversation goes now, and does somebody read there? */
  reaches(tx: Tx, conversation: string): Promise<boolean>
  /** Can a letter go to this address, from a mailbox of the brand? */
  canWriteTo(db: Db, brand: BrandId, address: string): Promise<boolean>
  /** When an answer goes by mail that waits in a window where nobody is to read it. Null: none waits, or somebody is there. */
  leavesAt(tx: Tx, conversation: ConversationId): Promise<Date | null>
  /** Leaves once, as soon as it can, when the transaction commits. */
  send(tx: Tx, letter: { conversation: string; kind: string; id: string }): Promise<void>
}

export interface RowList {
  name: string
  /** SQL selecting conversation ids; throws `invalid_input` when the token says nothing. */
  ids(ctx: Context, token: string): RawBuilder<unknown>
}

/** Something of a contact's of which the log tells. */
export interface ChronicleSubject {
  /** The subject of its events. */
  id: string
  scopes: readonly Scope[]
  channel: string | null
  /** How people name it. */
  reference: string | null
  /** Where more of it is to be read. */
  conversation: string | null
}
/** A kind of entry in the timeline of a person: what a module has of a contact, and which of its events are worth telling there. */
export interface Chronicle {
  kind: string
  permission: Permission
  events: readonly EventName[]
  /** All that is this contact's, by an index; who may read what is asked of its scopes. */
  subjects(db: Db, contactId: string): Promise<readonly ChronicleSubject[]>
}

export type Pages = (fastify: FastifyInstance, app: App) => void | Promise<void>
export interface Lifecycle {
  start?(): Promise<void>
  stop?(): Promise<void>
}

/** What a module's module.ts exports: `openX(app)`. */
export type OpenModule = (app: App) => void | Promise<void>

/** How a module offers itself to all the others; given to its open…(app). */
export interface App {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly blobs: Blobs
  /** All that was offered so far; complete once every module is open. */
  readonly registered: Registered
  context(actor: Actor): Context
  permission(name: Permission, help: string): void
  routes<A extends Api>(contract: A, operations: Operations<A>): void
  /** `as` names the handler for its cursor and its parked events; `from: 'start'` replays the log for it once. */
  on<N extends EventName>(event: N, as: string, handler: Handler<N>, options?: { from?: 'now' | 'start' }): void
  /** For handlers that follow everything: what came together is done together, with a statement for all of it. */
  onMany<N extends EventName>(
    events: readonly N[],
    as: string,
    handler: ManyHandler<N>,
    options?: { from?: 'now' | 'start' },
  ): void
  work<K extends JobKind>(
    kind: K,
    run: (ctx: Context, payload: JobMap[K]) => Promise<void>,
    options?: WorkOptions,
  ): void
  /** Runs on one node at a time, about every so many seconds. */
  every(seconds: number, name: string, run: (ctx: Context) => Promise<void>): void
  fact(spec: FactSpec): void
  line(event: EventName, line: Line): void
  panel(panel: Panel): void
  setting(spec: SettingSpec): void
  notice(kind: NoticeKind): void
  searchable(kind: SearchKind): void
  live(kind: LiveKind): void
  personal(table: PersonalTable): void
  /** Where something sealed is kept, so that `rekey` finds it. */
  sealed(column: SealedColumn): void
  letter(kind: LetterKind): void
  post(post: Post): void
  /** A list of conversations that other lists can be narrowed to, opened by `list=<name>:<token>`: the number and its rows are one query. */
  rowList(list: RowList): void
  /** Entries in the timeline of a person. */
  chronicle(chronicle: Chronicle): void
  /** Raw pages beside the API (HTML, hooks, streams): a Fastify plug-in with access to `request.actor()` and `csp()`. */
  pages(register: Pages): void
  /** Runs once when the app has begun to listen (`start`), or when it stops (`stop`, in reverse order). */
  lifecycle(hooks: Lifecycle): void
}
