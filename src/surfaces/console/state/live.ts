import type { LineStatus } from '../../shared/follow.ts'
import { createStore } from './store.ts'

/** How the stream stands, and since when. */
export const line = createStore<{ state: LineStatus | 'starting'; since: number }>({ state: 'starting', since: 0 })

let first: string | null = null
const waiting: ((cursor: string) => void)[] = []

/** The first snapshot's cursor opens the stream; later snapshots are newer than it, and the reducer drops what is not. */
export function catchUp(cursor: string): void {
  if (first !== null) return
  first = cursor
  for (const begin of waiting.splice(0)) begin(cursor)
}
export const firstCursor = (): Promise<string> =>
  first === null ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first)
export function startOver(): void {
  first = null
}
