import { call } from './api.ts'
import { showBar } from './bars.ts'
import { failed } from './deeds.ts'
import { refreshOwnLists } from './inbox.ts'
import { deliver } from './outbox.ts'
import { createStore, useStore } from './store.ts'

/** What was chosen or told since a conversation was opened; before that, its view says. */
const chosen = createStore<ReadonlyMap<string, boolean>>(new Map())

const put = (id: string, followed: boolean): void => chosen.set((now) => new Map(now).set(id, followed))

export const useFollowed = (id: string, opened: boolean): boolean => useStore(chosen, (now) => now.get(id) ?? opened)

export function followedTold({ conversation, followed }: { conversation: string; followed: boolean }): void {
  put(conversation, followed)
  void refreshOwnLists('followed')
}

/** The caller is told what becomes of it from now on, or no longer; taken back by the bar. */
export function follow(id: string, followed: boolean): void {
  put(id, followed)
  showBar({ text: followed ? 'done.followed' : 'done.unfollowed', undo: () => follow(id, !followed) })
  const route = followed
    ? ('PUT /api/v1/conversations/:id/followed' as const)
    : ('DELETE /api/v1/conversations/:id/followed' as const)
  void deliver(`followed:${id}`, () => call(route, { params: { id } })).catch((error: unknown) => {
    put(id, !followed)
    failed(error)
  })
}
