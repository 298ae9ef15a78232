import { call } from '../state/api.ts'
import { forgetResources } from '../state/resource.ts'
import { readSession, session } from '../state/session.ts'

/** Who signs in is there to work. */
const beThere = () => call('PUT /api/v1/presence', { body: { state: 'available' } }).catch(() => undefined)

export async function signIn(login: string, password: string): Promise<void> {
  await call('POST /api/v1/sessions', { body: { login, password } })
  await beThere()
  await readSession()
}
export async function signInAs(agent: string): Promise<void> {
  await call('POST /api/v1/demo/sign-in', { body: { agent } })
  await beThere()
  await readSession()
}
/** Everything read on behalf of this person leaves the page with them. */
export async function signOut(): Promise<void> {
  await call('DELETE /api/v1/sessions/current', {}).catch(() => undefined)
  forgetResources()
  session.set(() => ({ state: 'out' }))
  location.assign('/console/')
}
export async function setUp(token: string, login: string, name: string, password: string): Promise<void> {
  await call('POST /api/v1/setup', { body: { token, login, name, password } })
  await readSession()
}
export async function choosePassword(token: string, password: string): Promise<void> {
  await call('PUT /api/v1/password/by-link', { body: { token, password } })
}
