import type { AnalyticsApi } from '#analytics/contract'
import type { CasesApi } from '#cases/contract'
import { openChannels } from '#channels'
import type { ChannelsApi, ChatMessage, ChatState, MailApi, ParkedApi } from '#channels/contract'
import type { CoachingApi } from '#coaching/contract'
import { openConversations } from '#conversations'
import type { ConversationsApi, ConversationView } from '#conversations/contract'
import type { AdminApi } from '#kernel/admin/contract'
import { newId, newToken } from '#kernel/ids'
import type { OpenModule } from '#kernel/registry'
import type { KnowledgeApi } from '#knowledge/contract'
import type { NoticesApi } from '#notices/contract'
import type { PeopleApi } from '#people/contract'
import type { ProofsApi } from '#proofs/contract'
import { openRouting } from '#routing'
import type { RoutingApi } from '#routing/contract'
import type { SecureFormsApi } from '#secure-forms/contract'
import type { SlaApi } from '#sla/contract'
import type { VoiceApi } from '#voice/contract'
import type { StartOptions } from './app.ts'
import { type Cast, cast, type Person } from './people.ts'

type Apis = ConversationsApi &
  AdminApi &
  ChannelsApi &
  MailApi &
  ParkedApi &
  RoutingApi &
  PeopleApi &
  NoticesApi &
  VoiceApi &
  KnowledgeApi &
  SlaApi &
  CasesApi &
  ProofsApi &
  SecureFormsApi &
  AnalyticsApi &
  CoachingApi
export interface Input {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: object
}
export interface Answered<T = unknown> {
  status: number
  body: T
}

export interface Visitor {
  id: string
  token: string
  /** Writes; answers the message's id. */
  writes(text: string, id?: string): Promise<string>
  /** What the window shows: who said what. */
  sees(): Promise<string[]>
  state(): Promise<ChatState>
}

/** An operator whose people answer: the cast of people, with conversations, chat and queues. */
export interface Care extends Cast {
  call<K extends keyof Apis & string>(
    who: Person | { token: string } | null,
    route: K,
    input?: Input,
  ): Promise<Answered<Apis[K]['answer']>>
  /** The answer, or the test fails. */
  get<K extends keyof Apis & string>(
    who: Person | { token: string } | null,
    route: K,
    input?: Input,
  ): Promise<Apis[K]['answer']>
  visitor(text: string, more?: { brand?: string; lang?: string; name?: string }): Promise<Visitor>
  open(who: Person, id: string): Promise<ConversationView>
  reply(
    who: Person,
    id: string,
    text: string,
    more?: object,
  ): Promise<Answered<ConversationsApi['POST /api/v1/conversations/:id/messages']['answer']>>
  settle(): Promise<void>
}

/** `bot`: the conversations begin with the bot, as modules given here may answer; else they begin in the queue. */
export async function care(options: { modules?: readonly OpenModule[]; start?: StartOptions } = {}): Promise<Care> {
  const modules = [openConversations, openChannels, openRouting, ...(options.modules ?? [])]
  const the = await cast({ modules, ...(options.start && { start: options.start }) })
  const call: Care['call'] = (who, route, input) => send(the, who, route, input) as never
  const get: Care['get'] = async (who, route, input) => {
    const { status, body } = await call(who, route, input)
    if (status >= 300) throw new Error(`${route} answered ${status} ${JSON.stringify(body)}`)
    return body
  }
  const person: Care['person'] = async (...roles) => withProfile(the, await the.person(...roles))
  return {
    ...the,
    person,
    call,
    get,
    visitor: (text, more) => startVisitor(get, text, more),
    open: (who, id) => get(who, 'GET /api/v1/conversations/:id', { params: { id } }),
    reply: async (who, id, text, more = {}) => {
      const { row } = await get(who, 'GET /api/v1/conversations/:id', { params: { id } })
      const body = { id: newId(), text, seenSeq: row.lastContactSeq, ...more }
      return call(who, 'POST /api/v1/conversations/:id/messages', { params: { id }, body })
    },
    settle: () => the.app.settle(),
  }
}

/** Whoever answers customers has a public face. */
async function withProfile(the: Cast, person: Person): Promise<Person> {
  const values = {
    name: 'Eva Person',
    public_name: 'Eva',
    login: `${person.id}@staff.example`,
    languages: ['fr'],
    skills: '[]',
    active: true,
  }
  await the.app.app.database.db
    .insertInto('people.agent')
    .values({ id: person.id, ...values, created_at: the.app.clock.now() })
    .execute()
  return person
}

async function startVisitor(
  get: Care['get'],
  text: string,
  more: { brand?: string; lang?: string; name?: string } = {},
): Promise<Visitor> {
  const id = newId()
  const token = `sbv_${newToken()}`
  const body = { id, token, brand: 'lumo', lang: 'fr', message: { id: newId(), text }, ...more }
  await get(null, 'POST /api/v1/chat/conversations', { body })
  const open = () => get({ token }, 'GET /api/v1/chat/conversation')
  return {
    id,
    token,
    writes: async (said, message = newId()) => {
      await get({ token }, 'POST /api/v1/chat/messages', { body: { id: message, text: said } })
      return message
    },
    sees: async () => (await open()).messages.filter(isShown).map((message) => `${message.by.kind}: ${message.text}`),
    state: async () => (await open()).state,
  }
}

const isShown = (message: ChatMessage): boolean => message.deletedAt === null

async function send(
  the: Cast,
  who: Person | { token: string } | null,
  route: string,
  input: Input = {},
): Promise<Answered> {
  const [method = '', path = ''] = route.split(' ')
  const filled = path.replace(/:(\w+)/g, (_, name: string) => input.params?.[name] ?? '')
  const query = input.query === undefined ? '' : `?${new URLSearchParams(input.query)}`
  const credentials = who === null ? {} : 'session' in who ? { session: who.session } : { bearer: who.token }
  const answer = await the.app.fetch(filled + query, { method, json: input.body, ...credentials })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}
