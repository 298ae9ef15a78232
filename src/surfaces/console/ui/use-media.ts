import { useSyncExternalStore } from 'react'

const held = new Map<string, MediaQueryList>()
function listOf(query: string): MediaQueryList {
  const list = held.get(query) ?? window.matchMedia(query)
  held.set(query, list)
  return list
}

/** Does the screen fit the query now? Asked where a style sheet cannot decide. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const list = listOf(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => listOf(query).matches,
  )
