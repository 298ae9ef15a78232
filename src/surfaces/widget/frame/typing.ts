import { call } from './api.ts'
import type { Token } from './token.ts'

const REPEAT_MS = 8_000
const IDLE_MS = 6_000

/** Tells the advisor that the visitor writes: now and then while they do, and once when they stop. Nothing depends on it. */
export function typingOf(token: Token): (isTyping: boolean) => void {
  let toldAt = 0
  let stops: ReturnType<typeof setTimeout> | undefined
  const tell = (kind: 'typing' | 'idle'): void => {
    toldAt = kind === 'typing' ? Date.now() : 0
    const held = token.read()
    if (held !== null) call('POST /api/v1/chat/whispers', { body: { kind } }, held).catch(() => {})
  }
  return (isTyping) => {
    clearTimeout(stops)
    if (!isTyping) {
      if (toldAt > 0) tell('idle')
      return
    }
    if (Date.now() - toldAt > REPEAT_MS) tell('typing')
    stops = setTimeout(() => tell('idle'), IDLE_MS)
  }
}
