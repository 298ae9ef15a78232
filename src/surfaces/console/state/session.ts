import { ApiError } from '../../shared/client.ts'
import { call, type Out } from './api.ts'
import { loadPrefs } from './prefs.ts'
import { createStore, useStore } from './store.ts'

export type Me = Out<'GET /api/v1/me'>
type Session = { state: 'unknown' } | { state: 'out' } | { state: 'unreachable' } | { state: 'in'; me: Me }

export const session = createStore<Session>({ state: 'unknown' })

export async function readSession(): Promise<void> {
  try {
    const me = await call('GET /api/v1/me', {})
    loadPrefs(me.agent.id)
    session.set(() => ({ state: 'in', me }))
  } catch (error) {
    const away = error instanceof ApiError && error.again
    session.set((now) => (away ? (now.state === 'in' ? now : { state: 'unreachable' }) : { state: 'out' }))
  }
}

/** The signed-in advisor; only inside the signed-in part of the page. */
export function useMe(): Me {
  const now = useStore(session, (each) => each)
  if (now.state !== 'in') throw new Error('useMe is for signed-in pages')
  return now.me
}
export const me = (): Me | null => {
  const now = session.get()
  return now.state === 'in' ? now.me : null
}
/** Is a permission among these, by its name, its noun, or all? The server decides; this only spares dead buttons. */
export const permits = (permissions: readonly string[], name: string): boolean =>
  permissions.includes(name) || permissions.includes('*') || permissions.includes(`${name.split('.')[0]}.*`)
export const usePermission = (name: string): boolean =>
  useStore(session, (now) => now.state === 'in' && permits(now.me.permissions, name))
export const usePermissions = (): readonly string[] =>
  useStore(session, (now) => (now.state === 'in' ? now.me.permissions : none))
const none: readonly string[] = []
