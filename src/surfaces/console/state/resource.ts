import { useCallback, useEffect } from 'react'
import { ApiError } from '../../shared/client.ts'
import { createStore, type Store, useStore } from './store.ts'

export interface Resource<T> {
  data: T | null
  error: ApiError | null
  loading: boolean
}
const held = new Map<string, Store<Resource<unknown>>>()
const idle: Resource<unknown> = { data: null, error: null, loading: false }

function storeOf(key: string): Store<Resource<unknown>> {
  const store = held.get(key) ?? createStore<Resource<unknown>>(idle)
  held.set(key, store)
  return store
}
const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(500, { detail: String(error) })

async function load<T>(key: string, read: () => Promise<T>): Promise<void> {
  const store = storeOf(key)
  if (store.get().loading) return
  store.set((now) => ({ ...now, loading: true }))
  try {
    const data = await read()
    store.set(() => ({ data, error: null, loading: false }))
  } catch (error) {
    store.set((now) => ({ ...now, error: asApiError(error), loading: false }))
  }
}

/** What was read last, at once; read again when the component appears. The last content stays while it loads. */
export function useResource<T>(key: string, read: () => Promise<T>): Resource<T> & { reload: () => void } {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is read
  const reload = useCallback(() => void load(key, read), [key])
  useEffect(reload, [reload])
  // The key names one kind of data: what is under it was put there by this hook with this type.
  const resource = useStore(storeOf(key), (now) => now) as Resource<T>
  return { ...resource, reload }
}

/** Puts an answer where the screens that show it will find it. */
export function keep<T>(key: string, change: (data: T) => T): void {
  storeOf(key).set((now) => (now.data === null ? now : { ...now, data: change(now.data as T) }))
}
export const forgetResources = (): void => held.clear()
