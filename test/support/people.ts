import { defineRoles, type Permission, type RoleGrant, saveCredential, setRoles, startSession } from '#kernel/access'
import { type AgentId, type BrandId, newId } from '#kernel/ids'
import type { OpenModule } from '#kernel/registry'
import { type BrandValues, openPeople, recogniseContact } from '#people'
import type { PeopleApi } from '#people/contract'
import { type StartOptions, startApp, type TestApp } from './app.ts'

export interface Person {
  id: AgentId
  session: string
}
interface Input {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: object
}
interface Problem {
  code: string
  detail: string
  faults?: { pointer: string; detail: string }[]
}
export interface Cast {
  app: TestApp
  /** Two brands of one operator. */
  lumo: BrandId
  vela: BrandId
  /** May do everything, everywhere. */
  admin: Person
  /** Signs somebody in who has these roles. */
  person(...roles: RoleGrant[]): Promise<Person>
  /** Signs somebody in with just these permissions. */
  allowed(permissions: readonly Permission[], where?: Omit<RoleGrant, 'role'>): Promise<Person>
  /** What the API answers; fails the test when it answers a problem. */
  ask<K extends keyof PeopleApi & string>(who: Person, route: K, input?: Input): Promise<PeopleApi[K]['answer']>
  /** The problem it answers; fails the test when it answers none. */
  refused(who: Person | null, route: keyof PeopleApi & string, input?: Input): Promise<Problem & { status: number }>
  contact(handle: string, name?: string, brand?: BrandId): Promise<string>
}

export const brandValues = (slug: string, more: Partial<BrandValues> = {}): BrandValues => ({
  slug,
  name: slug.toUpperCase(),
  languages: ['fr', 'nl'],
  look: { hue: 262, chroma: 0.16, radius: 4 },
  hours: { timeZone: 'Europe/Paris', week: [{ day: 1, from: '09:00', to: '18:00' }], closedDays: [] },
  firstHolder: 'bot',
  preChat: [],
  greeting: { fr: 'Bonjour' },
  legal: {},
  ...more,
})

/** A small operator with two brands and an administrator, on an app of people alone (and what a test adds). */
export async function cast(
  options: { modules?: readonly OpenModule[]; demo?: boolean; start?: StartOptions } = {},
): Promise<Cast> {
  const modules = [openPeople, ...(options.modules ?? [])]
  const app = await startApp({ config: { demo: options.demo ?? false }, ...options.start, modules })
  const person: Cast['person'] = (...roles) => signIn(app, roles)
  const admin = await person({ role: 'admin', brand: null })
  const [lumo, vela] = [newId<'brand'>(), newId<'brand'>()]
  const made: Cast = {
    app,
    lumo,
    vela,
    admin,
    person,
    allowed: async (permissions, where = { brand: null }) => {
      const role = `test-${newId()}`
      await defineRoles(app.app.database.db, { [role]: permissions })
      return person({ role, ...where })
    },
    ask: async (who, route, input) => {
      const { status, body } = await send(app, who, route, input)
      if (status >= 300) throw new Error(`${route} answered ${status} ${JSON.stringify(body)}`)
      return body as never
    },
    refused: async (who, route, input) => {
      const { status, body } = await send(app, who, route, input)
      if (status < 400) throw new Error(`${route} answered ${status}`)
      return { ...(body as Problem), status }
    },
    contact: async (handle, name = '', brand = lumo) => {
      const known = { brand, channel: 'email', handle, name }
      return (await app.app.database.transaction('system', (tx) => recogniseContact(tx, known))).contactId
    },
  }
  await made.ask(admin, 'POST /api/v1/brands', { body: { id: lumo, ...brandValues('lumo') } })
  await made.ask(admin, 'POST /api/v1/brands', { body: { id: vela, ...brandValues('vela') } })
  return made
}

function signIn(app: TestApp, roles: readonly RoleGrant[]): Promise<Person> {
  const id: AgentId = newId()
  return app.app.database.transaction('system', async (tx) => {
    await saveCredential(tx, { agentId: id, login: `${id}@staff.example`, name: 'Eva Person' })
    await setRoles(tx, id, roles)
    const { token } = await startSession(tx, id, 'test')
    return { id, session: token }
  })
}

async function send(app: TestApp, who: Person | null, route: string, input: Input = {}) {
  const [method = '', path = ''] = route.split(' ')
  const filled = path.replace(/:(\w+)/g, (_, name: string) => input.params?.[name] ?? '')
  const query = input.query === undefined ? '' : `?${new URLSearchParams(input.query)}`
  const answer = await app.fetch(filled + query, { method, json: input.body, session: who?.session })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
}
