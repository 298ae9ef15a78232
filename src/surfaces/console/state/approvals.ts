import { call } from './api.ts'
import { createStore, useStore } from './store.ts'

/** How many wait for this person's word, and how often the stream told of one. */
const known = createStore({ waiting: 0, told: 0 })

export const useWaitingApprovals = (): number => useStore(known, (now) => now.waiting)
export const useApprovalTold = (): number => useStore(known, (now) => now.told)

export async function countApprovals(): Promise<void> {
  const waiting = await call('GET /api/v1/proposals', {}).then(
    ({ items }) => items.length,
    () => 0,
  )
  known.set((now) => ({ ...now, waiting }))
}

export function approvalTold(): void {
  known.set((now) => ({ ...now, told: now.told + 1 }))
  void countApprovals()
}
