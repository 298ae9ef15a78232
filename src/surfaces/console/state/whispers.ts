import { useEffect } from 'react'
import { call } from './api.ts'
import { forgetSilent } from './viewers.ts'

type Kind = 'typing' | 'noting' | 'viewing' | 'idle'
const REPEAT_MS = 10_000
/** Typing ends a few seconds after the last key. */
const STILL_MS = 6_000
let typing: { id: string; kind: 'typing' | 'noting'; at: number } | null = null
let said: { to: string; kind: Kind; at: number } | null = null

function whisper(to: string, kind: Kind): void {
  const now = Date.now()
  if (said?.to === to && said.kind === kind && now - said.at < REPEAT_MS - 500) return
  said = { to, kind, at: now }
  void call('POST /api/v1/whispers', { body: { to, kind } }).catch(() => undefined)
}

/** Colleagues and the customer see that somebody types; lost whispers harm nothing. */
export function tellTyping(id: string, kind: 'typing' | 'noting'): void {
  typing = { id, kind, at: Date.now() }
  whisper(id, kind)
}
export function tellSent(id: string): void {
  if (typing?.id === id) typing = null
  whisper(id, 'viewing')
}

/** While a conversation is on the visible screen, colleagues know it. */
export function useTellViewing(id: string, visible: boolean): void {
  useEffect(() => {
    if (!visible) return
    const tell = () => {
      forgetSilent()
      const still = typing !== null && typing.id === id && Date.now() - typing.at < STILL_MS
      whisper(id, still && typing !== null ? typing.kind : 'viewing')
    }
    tell()
    const timer = setInterval(tell, STILL_MS)
    return () => {
      clearInterval(timer)
      whisper(id, 'idle')
    }
  }, [id, visible])
}
