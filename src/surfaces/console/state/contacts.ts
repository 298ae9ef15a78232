import { useEffect } from 'react'
import { createStore, useStore } from './store.ts'
import { watch } from './stream.ts'

/** How often the stream told of each contact that a screen shows. */
const told = createStore<ReadonlyMap<string, number>>(new Map())

export const contactTold = (id: string): void => told.set((now) => new Map(now).set(id, (now.get(id) ?? 0) + 1))

/** The contact this screen is about: the stream tells of it as long as it is shown. */
export function useWatchedContact(id: string): void {
  useEffect(() => {
    void watch('contact', [id])
    return () => void watch('contact', [])
  }, [id])
}

/** Reads again whenever the stream tells of this contact. */
export function useContactTold(id: string, reload: () => void): void {
  const times = useStore(told, (now) => now.get(id) ?? 0)
  useEffect(() => {
    if (times > 0) reload()
  }, [times, reload])
}
