import { createStore, useStore } from './store.ts'

/** Grows whenever the stream tells of what was said of an article: lists of it are read again. */
const told = createStore(0)

export const flagTold = (): void => told.set((n) => n + 1)
export const useFlagTold = (): number => useStore(told, (n) => n)
