import { useEffect, useState } from 'react'
import { call, type Out } from '../../state/api.ts'

export type Suggested = Out<'POST /api/v1/conversations/:id/answers'>['items'][number]

const PAUSE_MS = 250

interface Found {
  /** Null: nothing was looked for yet. */
  items: readonly Suggested[] | null
  failed: boolean
}

/** Articles for these words; the last ones stay while the next are on their way. */
export function useAnswers(conversation: string, words: string): Found & { again: () => void } {
  const [found, setFound] = useState<Found>({ items: null, failed: false })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each try
  useEffect(() => {
    if (words === '') return setFound({ items: null, failed: false })
    const stop = new AbortController()
    const timer = setTimeout(() => {
      const asked = { params: { id: conversation }, body: { q: words } }
      void call('POST /api/v1/conversations/:id/answers', asked, stop.signal).then(
        ({ items }) => setFound({ items, failed: false }),
        () => stop.signal.aborted || setFound((now) => ({ ...now, failed: true })),
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [conversation, words, tries])
  return { ...found, again: () => setTries((n) => n + 1) }
}
