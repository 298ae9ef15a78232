import { useEffect, useState } from 'react'
import { openTalk, useDesk } from '../state/inbox.ts'
import { watch } from '../state/stream.ts'

/** A conversation as it is opened, and again when the stream had to start over. */
export function useOpened(id: string) {
  const [state, setState] = useState<'loading' | 'ready' | 'gone' | 'failed'>('loading')
  const stale = useDesk((desk) => desk.talks.get(id)?.stale ?? true)
  const load = () => {
    let wanted = true
    setState('loading')
    void watch('talk', [id])
      .then(() => openTalk(id))
      .then((end) => wanted && setState(end))
    return () => {
      wanted = false
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened again when the stream had to start over
  useEffect(load, [id, stale])
  return { state, load }
}
