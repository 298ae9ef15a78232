import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  const events = ['visibilitychange', 'focus', 'blur'] as const
  for (const event of events) addEventListener(event, listener)
  document.addEventListener('visibilitychange', listener)
  return () => {
    for (const event of events) removeEventListener(event, listener)
    document.removeEventListener('visibilitychange', listener)
  }
}
/** Is this page what the person looks at? */
export const useVisible = (): boolean =>
  useSyncExternalStore(subscribe, () => document.visibilityState === 'visible' && document.hasFocus())
