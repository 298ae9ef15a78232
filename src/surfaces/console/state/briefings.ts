import { call, type Out } from './api.ts'
import { createStore, useStore } from './store.ts'

export type Briefing = Out<'GET /api/v1/briefings'>['items'][number]

interface Known {
  /** How many are still to be read; null: not known yet. */
  unread: number | null
  /** Grows whenever the stream tells of a briefing: lists of them are read again. */
  told: number
}
const known = createStore<Known>({ unread: null, told: 0 })

export const useUnreadBriefings = (): number | null => useStore(known, (now) => now.unread)
export const useBriefingTold = (): number => useStore(known, (now) => now.told)

/** How many wait to be read. Who cannot be told now is told of none. */
export async function countBriefings(): Promise<void> {
  const unread = await call('GET /api/v1/briefings/unread', {}).then(
    (answer) => answer.unread,
    () => 0,
  )
  known.set((now) => ({ ...now, unread }))
}

export function briefingTold(): void {
  known.set((now) => ({ ...now, told: now.told + 1 }))
  void countBriefings()
}
