import { type Static, Type } from 'typebox'
import { AttachmentShape, MESSAGE_MAX, VisitorMessageShape } from '#conversations/contract'
import { type ApiTypes, api, Closed, Instant, Lang, Nullable, PageOf, Uuid } from '#kernel/http'
import { PastConversation } from './import/past-conversation.ts'

export { type Letter, type MailApi, type MailDesk, type MailOut, mailApi } from './mail/contract.ts'

/** The widget's own view of its conversation: nothing internal. */
export const ChatMessage = VisitorMessageShape
export type ChatMessage = Static<typeof ChatMessage>

export const ChatState = Type.Object({
  id: Uuid,
  rev: Type.Integer(),
  reference: Type.String(),
  status: Type.Enum(['open', 'solved', 'closed']),
  /** Who answers now, as the customer should know it. */
  with: Type.Object({ kind: Type.Enum(['bot', 'waiting', 'agent']), name: Nullable(Type.String()) }),
  /** Honest estimate in minutes while waiting for a person; null when unknown or closed. */
  waitMinutes: Nullable(Type.Integer()),
  openNow: Type.Boolean(),
  opensAt: Nullable(Instant),
  /** How far an advisor has read: the visitor's messages up to here are marked as read. */
  agentReadSeq: Type.Integer(),
  /** How far the visitor has read, on whatever device. */
  readSeq: Type.Integer(),
  /** They said where an answer may go when they have left; the address itself is told to nobody. */
  hasWayBack: Type.Boolean(),
})
export type ChatState = Static<typeof ChatState>

const message = {
  id: Uuid,
  text: Type.String({ maxLength: MESSAGE_MAX }),
  attachments: Type.Optional(Type.Array(Uuid, { maxItems: 10 })),
}
export const ChatBrand = Type.Object({
  id: Uuid,
  slug: Type.String(),
  name: Type.String(),
  languages: Type.Array(Lang),
  lang: Lang,
  /** CSS custom properties, light and dark, contrast already checked. */
  theme: Type.Object({
    light: Type.Record(Type.String(), Type.String()),
    dark: Type.Record(Type.String(), Type.String()),
  }),
  greeting: Type.String(),
  preChat: Type.Array(Type.String()),
  openNow: Type.Boolean(),
  opensAt: Nullable(Instant),
  /** Whose clock opening hours are told by. */
  timeZone: Type.String(),
  waitMinutes: Nullable(Type.Integer()),
  /** Who leaves an address gets by mail what they have not read. */
  answersByMail: Type.Boolean(),
  likely: Type.Array(Type.Object({ title: Type.String(), summary: Type.String(), href: Type.String() })),
})
export type ChatBrand = Static<typeof ChatBrand>

/** The shape of settings is a JSON schema: forms are made of it. */
export const ChannelKind = Type.Object({
  channel: Type.String(),
  ingest: Type.Array(Type.String()),
  receipts: Type.Array(Type.String()),
  settings: Type.Unknown(),
  secrets: Type.Array(Type.String()),
})
export type ChannelKind = Static<typeof ChannelKind>

export const AccountShape = Type.Object({
  id: Uuid,
  brand: Uuid,
  channel: Type.String(),
  name: Type.String(),
  settings: Type.Unknown(),
  /** Names of the secrets that are set; nobody reads their values again. */
  secrets: Type.Array(Type.String()),
  allow: Type.Array(Type.String()),
  /** Where the provider pushes to. */
  hook: Type.String(),
  disconnected: Type.Boolean(),
  health: Type.Object({
    state: Type.String(),
    lastInboundAt: Nullable(Instant),
    detail: Nullable(Type.String()),
  }),
  rev: Type.Integer(),
})
export type AccountShape = Static<typeof AccountShape>

const accountValues = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  /** As the channel's shape says. */
  settings: Type.Unknown(),
  secrets: Type.Optional(
    Type.Array(
      Closed({ name: Type.String({ maxLength: 40 }), value: Type.String({ minLength: 1, maxLength: 10_000 }) }),
      { maxItems: 10 },
    ),
  ),
  allow: Type.Array(Type.String({ pattern: '^[A-Za-z0-9.:\\[\\]-]{1,253}:[0-9]{1,5}$', maxLength: 260 }), {
    maxItems: 20,
  }),
}

/** An address that came back for good: nothing is sent there until somebody lifts it. */
export const Suppression = Type.Object({
  contact: Uuid,
  address: Type.String(),
  /** What the other server said: an enhanced status code, or one of ours. */
  code: Type.String(),
  conversation: Uuid,
  message: Uuid,
  at: Instant,
})
export type Suppression = Static<typeof Suppression>

/** One record of a sending domain: what to set, and what was seen of it. */
const DnsRecord = Type.Object({
  kind: Type.Enum(['dkim', 'spf', 'dmarc', 'return']),
  type: Type.Enum(['TXT', 'MX']),
  host: Type.String(),
  /** Null: whatever server receives for it, only the operator can know. */
  value: Nullable(Type.String()),
  /** The same as a line of a zone file. */
  zone: Nullable(Type.String()),
  /** `unknown` before anybody has looked, and while the DNS does not answer. */
  state: Type.Enum(['ok', 'missing', 'wrong', 'unknown']),
  found: Type.Array(Type.String()),
})
/** A domain that a brand's mail is sent from. */
export const SendingDomainShape = Type.Object({
  id: Uuid,
  brand: Uuid,
  domain: Type.String(),
  returnHost: Nullable(Type.String()),
  sentBy: Nullable(Type.String()),
  /** A key's record was seen: mails of this domain are signed. */
  signs: Type.Boolean(),
  /** A new key waits beside the one that signs. */
  rotating: Type.Boolean(),
  records: Type.Array(DnsRecord),
  /** Records of old keys, to be left until then. */
  left: Type.Array(Type.Object({ host: Type.String(), until: Instant })),
  checkedAt: Nullable(Instant),
  rev: Type.Integer(),
})
export type SendingDomainShape = Static<typeof SendingDomainShape>

const domainValues = {
  /** A name below the domain, where mails that come back go to; null: to the mailbox itself. */
  returnHost: Nullable(Type.String({ maxLength: 253 })),
  /** SPF mechanisms of the servers that send; null: those of the connected mailboxes. */
  sentBy: Nullable(Type.String({ maxLength: 500 })),
}

const slug = Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$', maxLength: 31 })

export const channelsApi = api({
  'GET /api/v1/chat/brands/:slug': {
    summary: 'What the widget needs before anybody writes; stores nothing',
    params: Closed({ slug }),
    query: Closed({ lang: Type.Optional(Lang) }),
    answer: ChatBrand,
  },
  'GET /api/v1/chat/brands/:slug/answers': {
    summary: 'Articles that answer a question',
    params: Closed({ slug }),
    query: Closed({ q: Type.String({ minLength: 1, maxLength: 200 }), lang: Type.Optional(Lang) }),
    answer: Type.Object({
      answers: Type.Array(Type.Object({ title: Type.String(), summary: Type.String(), href: Type.String() })),
    }),
  },
  'POST /api/v1/chat/conversations': {
    summary: 'The first message of a visitor; nothing is stored before it',
    body: Closed({
      /** The conversation's id, made by the client. */
      id: Uuid,
      /** Made by the client from 192 random bits: what this conversation is known by from now on, as bearer token. */
      token: Type.String({ pattern: '^sbv_[A-Za-z0-9_-]{32,64}$', maxLength: 68 }),
      brand: slug,
      lang: Lang,
      message: Closed(message),
      name: Type.Optional(Type.String({ maxLength: 120 })),
      email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
      /** Path of the page it was started on; query and fragment are dropped. */
      page: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    answer: Type.Object({ state: ChatState, messages: Type.Array(ChatMessage), live: Type.String() }),
  },
  'GET /api/v1/chat/conversation': {
    summary: 'The visitor’s conversation',
    answer: Type.Object({ state: ChatState, messages: Type.Array(ChatMessage), live: Type.String() }),
  },
  'DELETE /api/v1/chat/conversation': {
    summary:
      'Forget this conversation: its token dies at once and the window holds nothing any more; what was said stays with the operator',
  },
  'POST /api/v1/chat/messages': { summary: 'Write', body: Closed(message), answer: ChatMessage },
  'PUT /api/v1/chat/person': { summary: 'Ask for a person', answer: ChatState },
  'PUT /api/v1/chat/address': {
    summary:
      'Where the answer may go when the visitor has left: unread, it is sent there by mail. The address proves nothing',
    body: Closed({ email: Type.String({ format: 'email', maxLength: 254 }) }),
    answer: ChatState,
  },
  'PUT /api/v1/chat/case': {
    summary:
      'What the conversation’s case is called, and the page where its contact sees how it stands; the same each time',
    answer: Type.Object({ reference: Type.String(), url: Type.Union([Type.String(), Type.Null()]) }),
  },
  'PUT /api/v1/chat/read': { summary: 'Read up to', body: Closed({ seq: Type.Integer({ minimum: 0 }) }) },
  'POST /api/v1/chat/uploads': {
    summary: 'Upload an attachment (multipart, field `file`)',
    query: Closed({ id: Uuid }),
    answer: AttachmentShape,
  },
  'POST /api/v1/contact-forms': {
    summary: 'A contact form: one conversation, answered where the customer asked',
    body: Closed({
      id: Uuid,
      brand: slug,
      lang: Lang,
      name: Type.String({ minLength: 1, maxLength: 120 }),
      email: Type.String({ format: 'email', maxLength: 254 }),
      phone: Type.Optional(Type.String({ maxLength: 40 })),
      topic: Type.String({ minLength: 1, maxLength: 60 }),
      message: Type.String({ minLength: 1, maxLength: MESSAGE_MAX }),
    }),
    answer: Type.Object({ reference: Type.String() }),
  },
  'POST /api/v1/conversation-imports': {
    summary: 'Take over a finished conversation from another system, with its times; nothing follows from it',
    body: PastConversation,
    answer: Type.Object({ id: Uuid, reference: Type.String() }),
  },
  'GET /api/v1/channels': {
    summary: 'Channels of the outside world that can be connected, with the shape of their settings',
    answer: Type.Object({ items: Type.Array(ChannelKind) }),
  },
  'GET /api/v1/accounts': { summary: 'Connected accounts and their health', answer: PageOf(AccountShape) },
  'POST /api/v1/accounts': {
    summary: 'Connect an account of a brand',
    body: Closed({ id: Uuid, brand: Uuid, channel: Type.String({ minLength: 1, maxLength: 40 }), ...accountValues }),
  },
  'PUT /api/v1/accounts/:id': {
    summary: 'Change an account; it is taken for well again, and what waited goes out',
    params: Closed({ id: Uuid }),
    body: Closed(accountValues),
  },
  'DELETE /api/v1/accounts/:id': {
    summary: 'Disconnect an account: nothing comes in or goes out, its secrets are gone, its conversations stay',
    params: Closed({ id: Uuid }),
  },
  'GET /api/v1/accounts/:id/suppressions': {
    summary: 'Addresses of the account’s brand and channel to which nothing is sent',
    params: Closed({ id: Uuid }),
    answer: PageOf(Suppression),
  },
  'DELETE /api/v1/accounts/:id/suppressions/:contact': {
    summary: 'The contact’s address works again',
    params: Closed({ id: Uuid, contact: Uuid }),
  },
  'GET /api/v1/sending-domains': {
    summary: 'Domains that mail is sent from, with the DNS records of each and how they are',
    answer: PageOf(SendingDomainShape),
  },
  'POST /api/v1/sending-domains': {
    summary: 'Send a brand’s mail from a domain; its key is made here',
    body: Closed({ id: Uuid, brand: Uuid, domain: Type.String({ minLength: 3, maxLength: 253 }), ...domainValues }),
  },
  'PUT /api/v1/sending-domains/:id': {
    summary: 'Another return host, other servers that send',
    params: Closed({ id: Uuid }),
    body: Closed(domainValues),
  },
  'DELETE /api/v1/sending-domains/:id': {
    summary: 'Send unsigned again: the domain’s keys are gone',
    params: Closed({ id: Uuid }),
  },
  'POST /api/v1/sending-domains/:id/checks': {
    summary: 'Look now whether the records are in the DNS',
    params: Closed({ id: Uuid }),
    answer: SendingDomainShape,
  },
  'PUT /api/v1/sending-domains/:id/next-key': {
    summary: 'A new key beside the one that signs, which signs on until the new one’s record was seen',
    params: Closed({ id: Uuid }),
  },
})
export type ChannelsApi = ApiTypes<typeof channelsApi>
export { type ParkedApi, ParkedDelivery } from './parked/contract.ts'
