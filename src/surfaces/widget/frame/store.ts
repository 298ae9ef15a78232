import { useEffect, useState } from 'preact/hooks'

export interface Store<S> {
  get(): S
  set(change: (state: S) => S): void
  subscribe(hear: () => void): () => void
}

export function storeOf<S>(first: S): Store<S> {
  const ears = new Set<() => void>()
  let state = first
  return {
    get: () => state,
    set: (change) => {
      const next = change(state)
      if (next === state) return
      state = next
      for (const hear of ears) hear()
    },
    subscribe: (hear) => {
      ears.add(hear)
      return () => ears.delete(hear)
    },
  }
}

export function useStore<S>(store: Store<S>): S {
  const [state, show] = useState(store.get())
  useEffect(() => {
    show(store.get())
    return store.subscribe(() => show(store.get()))
  }, [store])
  return state
}
