import type { CaseRow } from '#cases/contract'
import { createStore, useStore } from './store.ts'

/** What the stream told of cases, by their id; the newest are enough: whoever shows one reads it whole. */
const told = createStore<ReadonlyMap<string, CaseRow>>(new Map())
const HELD = 200

export function caseTold(row: CaseRow): void {
  told.set((now) => new Map([...now, [row.id, row] as const].slice(-HELD)))
}

/** Changes whenever something was told of a case that has this conversation, or of this one. */
export const useCaseTold = (conversation: string, id: string | undefined): string =>
  useStore(told, (rows) =>
    [...rows.values()]
      .filter((row) => row.id === id || row.conversations.includes(conversation))
      .map((row) => `${row.id} ${row.rev}`)
      .join(),
  )

/** Somebody asked to see the case: the card takes the focus once it is there. */
export const wanted = createStore<{ conversation: string | null }>({ conversation: null })
export const wantCase = (conversation: string): void => wanted.set(() => ({ conversation }))
export const caseShown = (): void => wanted.set(() => ({ conversation: null }))
