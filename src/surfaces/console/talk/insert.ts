import { type RefObject, useEffect, useRef } from 'react'
import { createStore, useStore } from '../state/store.ts'
import type { Kind } from './drafts.ts'

/** What is to stand in the reply of a conversation, until its composer takes it. */
const asked = createStore<{ conversation: string; text: string } | null>(null)

export const insertInReply = (conversation: string, text: string): void => asked.set(() => ({ conversation, text }))

interface Into {
  kind: Kind
  setKind: (kind: Kind) => void
  text: string
  type: (text: string) => void
  box: RefObject<HTMLTextAreaElement | null>
}

/** Puts each text that something beside the composer gives into the reply, on a line of its own; never into the note. */
export function useInserts(conversation: string, into: Into): void {
  const added = useStore(asked, (now) => (now?.conversation === conversation ? now.text : null))
  const latest = useRef(into)
  latest.current = into
  const isReply = into.kind === 'reply'
  useEffect(() => {
    if (added === null) return
    const { setKind, text, type, box } = latest.current
    if (!isReply) return setKind('reply')
    asked.set(() => null)
    type(text.trim() === '' ? added : `${text.trimEnd()}\n${added}`)
    requestAnimationFrame(() => box.current?.focus())
  }, [added, isReply])
}
