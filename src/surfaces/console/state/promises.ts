import { createStore, useStore } from './store.ts'

/** Grows whenever the stream tells of a promise: lists of them are read again. */
const told = createStore(0)

export const promiseTold = (): void => told.set((n) => n + 1)
export const usePromiseTold = (): number => useStore(told, (n) => n)
