import type { TObject } from 'typebox'
import type { SafeFetch } from '#kernel/fetch'
import type { AccountId, BrandId } from '#kernel/ids'
import type { Log } from '#kernel/log'
import type { DkimKey } from '#kernel/mail'
import type { AccountState } from '../tables.ts'
import type { InboundEvent } from './inbound-event.ts'
import type { Outbound, OutboundFile, Plan, PlanFacts, SendResult, Step } from './outbound.ts'

/** A connected account as its adapter sees it. */
export interface Account<Settings = Record<string, unknown>> {
  id: AccountId
  brand: BrandId
  channel: string
  name: string
  settings: Settings
  /** Opened for this call; never logged, never answered. */
  secrets: Readonly<Record<string, string>>
  /** What only we can say about these words, for this account: 128 bits in 26 letters and digits. */
  mac(words: string): string
}

/** What the outside will know a reply by; kept before it leaves, so that an answer finds it even when ours was lost. */
export interface Foretold {
  ref: string
  /** Other names of the conversation and of the message, as `answers` and receipts will say them. */
  conversation: string
  message: string
}

/** Kept before anything is parsed; parsing can be repeated. */
export interface RawDelivery {
  readonly method: string
  /** Path and query as they came. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly receivedAt: Date
}
export type FilesOf = (part: string) => Promise<Uint8Array | null>
export type Verified = { ok: true } | { ok: false; status: 401 | 403 | 404; why: string }
export interface Handshake {
  status: number
  type: string
  body: string
}

/** What an adapter may use besides its account; `fetch` reaches only what the account's administrator listed and public hosts. */
export interface Reach {
  now(): Date
  fetch: SafeFetch
  log: Log
  bytesOf(file: OutboundFile): Promise<Uint8Array>
  /** The address to connect to; null when it is private and no administrator listed `host:port`. */
  addressOf(host: string, port: number): Promise<string | null>
  /** Takes a place among at most so many a minute of the brand; when there is none, says when there will be. */
  pace(key: string, perMinute: number): Promise<Date | null>
  /** With what mails of this domain are signed; null when it is no sending domain of the account's brand. */
  signsAs(domain: string): Promise<SignsAs | null>
  signal: AbortSignal
}

/** What a sending domain gives to a mail. Each is null until its record was seen in the DNS; `locked`: sealed with a secret that is gone. */
export interface SignsAs {
  key: DkimKey | 'locked' | null
  /** Where mails that come back go to. */
  returnHost: string | null
}

export interface Capabilities {
  /** How messages come in: pushed to a hook, or over a session that the adapter keeps open. */
  ingest: readonly ('push' | 'session')[]
  /** How receipts come: in what states, at most. */
  receipts: readonly ('sent' | 'delivered' | 'read' | 'failed')[]
  text: { max: number; format: 'plain' | 'html' }
  /** The provider knows our key again, so sending twice is harmless. */
  idempotent: boolean
  /** For how long a send that failed for a passing reason is tried again. */
  retryFor: Temporal.Duration
}

export interface Health {
  state: AccountState
  /** A code that says what to do, from the adapter's own list; null when well. */
  detail: string | null
}

/** One kind of channel. parse() and plan() are pure; everything else may fail and says how. */
export interface ChannelAdapter {
  readonly channel: string
  readonly capabilities: Capabilities
  /** Shape of an account's settings; what stands in `secrets` is kept sealed, apart from them. */
  readonly settings: TObject
  readonly secrets: readonly string[]
  /** A provider that asks whether we are who we say, before it sends. */
  handshake?(delivery: RawDelivery, account: Account): Handshake | null
  /** Over the raw bytes, in constant time. */
  verify?(delivery: RawDelivery, account: Account, now: Date): Verified
  /** The provider's id of the delivery; a hash of the bytes when null or not said. */
  deliveryKey?(delivery: RawDelivery): string | null
  /** Every element of every batch; what it does not know becomes `unsupported`. Throws when it can read nothing. */
  parse(delivery: RawDelivery, account: Account): Promise<readonly InboundEvent[]>
  /** Opens the files of a delivery: read once at most, then asked for part by part; null for what is not there. */
  files?(delivery: RawDelivery, account: Account, reach: Reach): FilesOf
  /** How a first answer names its case: `own` when the adapter writes it from `outbound.case`. By the room for text when not said. */
  caseLine?(account: Account): 'own' | 'words' | 'short'
  /** Known before sending, where the outside takes our ids. */
  foretell?(outbound: Outbound, account: Account): Foretold
  plan(outbound: Outbound, facts: PlanFacts, account: Account): Plan
  send(step: Step, outbound: Outbound, account: Account, reach: Reach): Promise<SendResult>
  /** Settles `unknown`: the provider's id of what was sent with this key; null when it has nothing. */
  lookup?(outbound: Outbound, account: Account, reach: Reach): Promise<string | null>
  /** Of accounts that bring their messages over a session. */
  hasSession?(account: Account): boolean
  /** Keeps it open until the signal; rejects when it broke. */
  session?(account: Account, line: SessionLine, reach: Reach): Promise<void>
  /** Null where only the next message can tell. */
  health(account: Account, reach: Reach): Promise<Health | null>
}

/** What a session does with what it finds. */
export interface SessionLine {
  /** Resolves when it is on disk. */
  keep(raw: Omit<RawDelivery, 'receivedAt'>): Promise<void>
  /** Which of these events' keys are known already. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>
  cursor(place: string): Promise<Cursor | null>
  moveTo(place: string, cursor: Cursor): Promise<void>
  /** One thing, named by its place, was not given; `aside`: it was tried often enough, and the session goes on behind it. */
  couldNot(place: string, code: string): Promise<'again' | 'aside'>
  could(place: string): Promise<void>
  /** What was set aside and is wanted again, by its place. */
  again(): Promise<readonly string[]>
  tell(health: Health): Promise<void>
}
/** How far a place has been read. Another `validity`: its numbers mean other messages now. */
export interface Cursor {
  validity: string
  last: number
  modSeq: string | null
}
