import { useRef, useSyncExternalStore } from 'react'

/** State outside React: read by selectors, so that a row's change paints that row alone. */
export interface Store<S> {
  get(): S
  set(change: (state: S) => S): void
  subscribe(listener: () => void): () => void
}

export function createStore<S>(first: S): Store<S> {
  let state = first
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(change) {
      const next = change(state)
      if (next === state) return
      state = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const shallow = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
  return one.every((value, index) => Object.is(value, other[index]))
}

/** The selected part; arrays are compared by their members. */
export function useStore<S, T>(store: Store<S>, select: (state: S) => T): T {
  const last = useRef<{ value: T } | null>(null)
  const read = (): T => {
    const value = select(store.get())
    if (last.current !== null && shallow(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
  return useSyncExternalStore(store.subscribe, read, read)
}
