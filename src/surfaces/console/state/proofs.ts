import { createStore, useStore } from './store.ts'

/** Grows whenever the stream tells of a question to a customer: whoever shows one reads it again. */
const told = createStore(0)

export const proofTold = (): void => told.set((n) => n + 1)
export const useProofTold = (): number => useStore(told, (n) => n)
