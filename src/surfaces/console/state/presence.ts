import { call, type In, type Out } from './api.ts'
import { failed } from './deeds.ts'
import { keep, useResource } from './resource.ts'
import { createStore } from './store.ts'

export type Presence = Out<'PUT /api/v1/presence'>
export type PresenceState = Out<'GET /api/v1/presence-states'>['items'][number]
export type Choice = In<'PUT /api/v1/presence'>['body']

/** One's own, as the server has it; null until the first beat. */
export const presence = createStore<Presence | null>(null)

/** Set elsewhere: on another screen, by who leads, by the end of a wrap-up. Beats and answers may overtake what the stream tells. */
export const presenceTold = (told: Presence): void =>
  presence.set((now) => (now === null || told.rev >= now.rev ? told : now))

export async function beat(): Promise<void> {
  const now = await call('POST /api/v1/presence/heartbeat', {}).catch(() => null)
  if (now !== null) presenceTold(now)
}

/** Shown at once; put back when it is refused. */
export async function choosePresence(choice: Choice, kind: Presence['state']): Promise<void> {
  const before = presence.get()
  presence.set((now) =>
    now === null ? now : { ...now, state: kind, as: choice.as ?? null, reason: null, until: null },
  )
  await call('PUT /api/v1/presence', { body: choice }).then(presenceTold, (error: unknown) => {
    presence.set(() => before)
    failed(error)
  })
}

const none: readonly PresenceState[] = []
const KEY = 'presence-states'
export const usePresenceStates = (): readonly PresenceState[] =>
  useResource(KEY, () => call('GET /api/v1/presence-states', {})).data?.items ?? none

/** Somebody named, changed or removed one: every menu has it so. */
export function presenceStateTold(told: PresenceState | { removed: string }): void {
  keep<{ items: PresenceState[] }>(KEY, (now) => {
    const id = 'removed' in told ? told.removed : told.id
    const others = now.items.filter((one) => one.id !== id)
    const items = 'removed' in told ? others : [...others, told].sort((one, other) => one.place - other.place)
    return { ...now, items }
  })
}
