import { createStore } from './store.ts'

/** A bar at the foot of the screen: what was done, for as long as it can be taken back; or what failed, until it is read. */
export interface Bar {
  id: number
  text: string
  values?: Record<string, string | number>
  tone: 'done' | 'bad'
  undo?: () => void
  endsAt: number
}
export const bars = createStore<readonly Bar[]>([])
let last = 0

export const UNDO_MS = 5_000
const READ_MS = 9_000

export function dropBar(id: number): void {
  bars.set((now) => now.filter((bar) => bar.id !== id))
}

/** `text` is a locale key. */
export function showBar(bar: {
  text: string
  values?: Record<string, string | number>
  undo?: () => void
  tone?: Bar['tone']
}): number {
  last += 1
  const id = last
  const lasts = bar.undo === undefined ? READ_MS : UNDO_MS
  bars.set((now) => [...now.slice(-2), { tone: 'done', ...bar, id, endsAt: Date.now() + lasts }])
  setTimeout(() => dropBar(id), lasts)
  return id
}

export function undoLast(): void {
  const bar = bars.get().findLast((each) => each.undo !== undefined)
  if (bar === undefined) return
  dropBar(bar.id)
  bar.undo?.()
}
