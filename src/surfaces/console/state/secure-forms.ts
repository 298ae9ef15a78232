import { createStore, useStore } from './store.ts'

/** Grows whenever the stream tells of a secure form: whoever shows one reads it again. */
const told = createStore(0)

export const secureFormTold = (): void => told.set((n) => n + 1)
export const useSecureFormTold = (): number => useStore(told, (n) => n)
