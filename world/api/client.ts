import type { ChannelsApi } from '#channels/contract'
import type { CoachingApi } from '#coaching/contract'
import type { ConversationsApi } from '#conversations/contract'
import type { AdminApi, SessionApi } from '#kernel/admin/contract'
import type { LiveApi } from '#kernel/live/contract'
import type { KnowledgeApi } from '#knowledge/contract'
import type { PeopleApi } from '#people/contract'
import type { RoutingApi } from '#routing/contract'
import type { SecureFormsApi } from '#secure-forms/contract'
import type { SlaApi } from '#sla/contract'
import type { VoiceApi } from '#voice/contract'
import type { WorldClock } from '../clock.ts'

type Apis = AdminApi &
  ChannelsApi &
  ConversationsApi &
  SessionApi &
  LiveApi &
  KnowledgeApi &
  PeopleApi &
  RoutingApi &
  SecureFormsApi &
  SlaApi &
  CoachingApi &
  VoiceApi
export type Route = keyof Apis & string
type Given<K extends string, T> = [T] extends [undefined] ? { [P in K]?: undefined } : { [P in K]: T }
type Asked<T> = [T] extends [undefined] ? { query?: undefined } : object extends T ? { query?: T } : { query: T }
export type InputOf<K extends Route> = Given<'params', Apis[K]['params']> &
  Asked<Apis[K]['query']> &
  Given<'body', Apis[K]['body']>
export type AnswerOf<K extends Route> = Apis[K]['answer']

/** Who asks: a program's key, a visitor's token, a person's session; nobody when null. */
export type Who = { bearer: string } | { session: string } | null

/** The app answered a problem, or (status 0) nothing at all. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number
  constructor(route: string, status: number, code: string, detail: string, retryAfterSeconds = 0) {
    super(`${route}: ${status} ${code} ${detail}`)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export interface Api {
  readonly url: string
  /** Says one route; says it again with the same ids while nothing or "later" is answered. Throws Refused. */
  call<K extends Route>(route: K, who: Who, input: InputOf<K>): Promise<AnswerOf<K>>
  /** Uploads a file to a route that takes one. */
  upload(path: string, who: Who, file: { name: string; mime: string; bytes: Uint8Array }): Promise<void>
  /** What a browser shows at this path, or after sending a form of its page there. Throws Refused. */
  page(path: string, form?: Readonly<Record<string, string>>): Promise<string>
  /** Signs in with the demo's one click. */
  signIn(agent: string): Promise<Who>
  /** The bare way to the app, for streams. */
  readonly send: Send
}
export type Send = (url: string, init: RequestInit) => Promise<Response>

export interface ApiParts {
  /** Of the app, on loopback. */
  url: string
  send: Send
  clock: WorldClock
  /** How often a request is tried at all. */
  tries?: number
  onAnswer?: (status: number) => void
}

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/
const worthRepeating = new Set([0, 429, 502, 503, 504])
/** Longest pause between two tries, in milliseconds. */
const LONGEST_PAUSE = 8_000
const ANSWER_WITHIN_MS = 30_000

export function openApi(parts: ApiParts): Api {
  const { origin, hostname } = new URL(parts.url)
  if (!loopback.test(hostname)) throw new Error('The simulated world writes to an app on this machine only.')
  const ask = async (route: string, path: string, init: RequestInit): Promise<Response> => {
    for (let tries = 1; ; tries++) {
      const answer = await attempt(parts, origin + path, init)
      parts.onAnswer?.(answer?.status ?? 0)
      if (answer?.ok) return answer
      const refused = await refusal(route, answer)
      if (!worthRepeating.has(refused.status) || tries >= (parts.tries ?? 5)) throw refused
      await parts.clock.wait(Math.max(refused.retryAfterSeconds * 1000, Math.min(LONGEST_PAUSE, 250 * 2 ** tries)))
    }
  }
  return {
    url: origin,
    send: parts.send,
    async call(route, who, input) {
      const [method = 'GET', path = '/'] = route.split(' ')
      const { body } = input
      const headers = { ...headersOf(who, origin), ...(body !== undefined && { 'content-type': 'application/json' }) }
      const init: RequestInit = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
      const answer = await ask(route, pathOf(path, input), init)
      return answer.status === 204 ? undefined : await answer.json()
    },
    async upload(path, who, { name, mime, bytes }) {
      const form = new FormData()
      form.set('file', new Blob([Buffer.from(bytes)], { type: mime }), name)
      const answer = await ask(`POST ${path}`, path, { method: 'POST', headers: headersOf(who, origin), body: form })
      await answer.body?.cancel()
    },
    async page(path, form) {
      const init = form === undefined ? {} : { method: 'POST', headers: { origin }, body: new URLSearchParams(form) }
      return (await ask('a page', path, init)).text()
    },
    async signIn(agent) {
      const headers = { origin, 'content-type': 'application/json' }
      const answer = await ask('POST /api/v1/demo/sign-in', '/api/v1/demo/sign-in', {
        method: 'POST',
        headers,
        body: JSON.stringify({ agent }),
      })
      await answer.body?.cancel()
      return { session: sessionIn(answer.headers.getSetCookie()) }
    },
  }
}

/** Null when no answer came. */
const attempt = ({ send }: ApiParts, url: string, init: RequestInit): Promise<Response | null> =>
  send(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => null)

async function refusal(route: string, answer: Response | null): Promise<Refused> {
  if (answer === null) return new Refused(route, 0, 'offline', 'no answer came')
  const problem: unknown = await answer.json().catch(() => ({}))
  const field = (name: string): string => {
    const value: unknown = typeof problem === 'object' && problem !== null ? Reflect.get(problem, name) : undefined
    return typeof value === 'string' ? value : ''
  }
  const wait = Number(answer.headers.get('retry-after') ?? 0)
  return new Refused(route, answer.status, field('code'), field('detail'), Number.isFinite(wait) ? wait : 0)
}

export const headersOf = (who: Who, origin: string): Record<string, string> => {
  if (who === null) return { origin }
  return 'bearer' in who ? { authorization: `Bearer ${who.bearer}` } : { origin, cookie: `sb_staff=${who.session}` }
}

function pathOf(route: string, input: { params?: unknown; query?: unknown }): string {
  const params = new Map(Object.entries(input.params ?? {}))
  const path = route.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(params.get(name))))
  const query = Object.entries(input.query ?? {}).map(([key, value]) => [key, String(value)])
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`
}

function sessionIn(cookies: readonly string[]): string {
  for (const cookie of cookies) {
    const [, value] = /^sb_staff=([^;]+)/.exec(cookie) ?? []
    if (value !== undefined) return value
  }
  throw new Error('The demo signed nobody in.')
}
