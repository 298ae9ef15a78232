import type { CaseRow } from '#cases/contract'
import { createStore, useStore } from './store.ts'

/** What the stream told of cases, by their id, and which telling it was; the newest are enough: whoever shows one reads it whole. */
const told = createStore<ReadonlyMap<string, { row: CaseRow; n: number }>>(new Map())
const HELD = 200
let tellings = 0

export function caseTold(row: CaseRow): void {
  tellings += 1
  const entry = { row, n: tellings }
  told.set((now) => new Map([...[...now].filter(([id]) => id !== row.id), [row.id, entry] as const].slice(-HELD)))
}

/** Changes whenever something was told of a case that has this conversation, or of this one. */
export const useCaseTold = (conversation: string, id: string | undefined): string =>
  useStore(told, (rows) =>
    [...rows.values()]
      .filter(({ row }) => row.id === id || row.conversations.includes(conversation))
      .map(({ n }) => n)
      .join(),
  )

/** Changes with every telling of a case: lists of them are read again. */
export const useCasesTold = (): string =>
  useStore(told, (rows) => String(Math.max(0, ...[...rows.values()].map(({ n }) => n))))

/** Somebody asked to see the case: the card takes the focus once it is there. */
export const wanted = createStore<{ conversation: string | null }>({ conversation: null })
export const wantCase = (conversation: string): void => wanted.set(() => ({ conversation }))
export const caseShown = (): void => wanted.set(() => ({ conversation: null }))
