import { openChannels } from '#channels'
import { openConversations } from '#conversations'
import type { AnyRoute } from '#kernel/registry'
import { openPeople } from '#people'
import { openRouting } from '#routing'
import { everyModule } from '../../src/modules.ts'
import { type Care, care } from '../support/care.ts'
import type { Person } from '../support/people.ts'

/** In the cast already. */
const known: readonly unknown[] = [openPeople, openConversations, openChannels, openRouting]

export interface LawWorld {
  care: Care
  /** May everything for one brand. */
  lead: Person
  /** The brand's first queue, and a second one. */
  queues: { first: string; second: string }
}

/** Complaints are handled under one. */
async function law(the: Care): Promise<void> {
  for (const brand of [the.lumo, the.vela])
    await the.app.fetch(`/api/v1/settings/cases.complaints?brand=${brand}`, {
      method: 'PUT',
      session: the.admin.session,
      json: { value: { pack: 'be', answerDays: 5 } },
    })
}

/** The whole product with an operator of two brands; conversations begin in the queue. */
export async function lawWorld(): Promise<LawWorld> {
  const the = await care({ modules: everyModule.filter((open) => !known.includes(open)), start: { limitRates: false } })
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items) {
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  }
  const lead = await the.person({ role: 'admin', brand: the.lumo })
  await law(the)
  const first = await the.visitor('the queue is made for the first of them')
  await the.settle()
  const { row } = await the.open(the.admin, first.id)
  const queue = { id: crypto.randomUUID(), brand: the.lumo, name: { fr: 'Deux' }, push: false }
  await the.get(the.admin, 'POST /api/v1/queues', { body: queue })
  return { care: the, lead, queues: { first: row.queue ?? '', second: queue.id } }
}

/** So that clocks run, and stamp what lists show a moment after each verb. */
export async function promiseAnHour({ care: the }: LawWorld): Promise<void> {
  const takes = { queues: [], channels: [], priorities: [] }
  const targets = { calendar: null, first: 60, next: 60, resolution: 480, warn: 75, place: 0 }
  const body = { id: crypto.randomUUID(), brand: the.lumo, name: 'An hour', takes, ...targets }
  await the.get(the.admin, 'POST /api/v1/sla-policies', { body })
  await the.settle()
}

export const routesOf = ({ care: the }: LawWorld): AnyRoute[] => [...the.app.app.registered.routes.values()]
export const verbsOf = (world: LawWorld): string[] =>
  routesOf(world).flatMap(({ operation }) => (operation.verb ? [operation.verb.name] : []))

export interface Call {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: object
}
export interface Said {
  status: number
  body: unknown
}
/** Anybody asks anything: a route's key, filled in. */
export async function ask(
  { care: the }: Pick<LawWorld, 'care'>,
  who: Person | { token: string } | null,
  route: string,
  call: Call = {},
  headers: Record<string, string> = {},
): Promise<Said> {
  const [method = '', path = ''] = route.split(' ')
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(call.params?.[name] ?? ''))
  const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query)}`
  const credentials = who === null ? {} : 'session' in who ? { session: who.session } : { bearer: who.token }
  const answer = await the.app.fetch(filled + query, { method, json: call.body, headers, ...credentials })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  const said = { status: answer.status, body: isJson && text !== '' ? JSON.parse(text) : text }
  if (method !== 'GET') heard = { asked: [who, route, call, headers], said }
  return said
}

type Asked = [who: Person | { token: string } | null, route: string, call: Call, headers: Record<string, string>]
/** The last write, so that it can be said again word for word. */
let heard: { asked: Asked; said: Said } | null = null
export const forgetLast = (): void => {
  heard = null
}
export const lastAsked = (): typeof heard => heard

/** The same, and the law fails when it is refused. */
export async function must(...asked: Parameters<typeof ask>): Promise<unknown> {
  const { status, body } = await ask(...asked)
  if (status >= 300) throw new Error(`${asked[2]} answered ${status} ${JSON.stringify(body)}`)
  return body
}
