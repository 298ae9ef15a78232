import type { CommandId } from './commands.ts'
import { takesLetters } from './press.ts'

/** Long enough for a conversation to come over a bad line; then letters are commands again. */
const PATIENCE_MS = 3_000

interface Ahead {
  /** Not offered yet: it is run as soon as it is. */
  command: CommandId | null
  since: number
  text: string
}
type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'timeStamp' | 'getModifierState' | 'preventDefault'>
let ahead: Ahead | null = null

/** What waits for its field at this moment; `at` as events tell the time. */
function waiting(at: number): Ahead | null {
  if (ahead !== null && at - ahead.since > PATIENCE_MS) ahead = null
  return ahead
}

/**
 * Somebody has asked for a field by key, and goes on typing while it comes: their words must not be taken for commands, of which
 * one takes a customer and the next solves. They are kept, and stand in the field when it has the focus.
 */
export function expectField(since: number, command: CommandId | null = null): void {
  ahead = { command, since, text: '' }
}

export const isExpected = (command: CommandId): boolean => waiting(performance.now())?.command === command

/** The field that was asked for will not come: what was typed for it is nobody else's. */
export function forgetAhead(): void {
  ahead = null
}

/** True when this key belongs to the text that is typed ahead. Any other key than those of a text ends it. */
export function takenAhead(event: Pressed): boolean {
  const now = waiting(event.timeStamp)
  if (now === null || isModifier(event.key)) return false
  const text = typed(now.text, event)
  if (text === null) ahead = null
  else now.text = text
  if (text !== null) event.preventDefault()
  return text !== null
}

const isModifier = (key: string): boolean =>
  ['Shift', 'AltGraph', 'Control', 'Alt', 'Meta', 'CapsLock', 'Dead'].includes(key)

/** The text with this key; null when the key is none of a text. AltGr, of many a layout's `@`, says Control and Alt. */
function typed(text: string, event: Pressed): string | null {
  if ((event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph')) return null
  if (event.key.length === 1) return text + event.key
  if (event.key === 'Enter') return `${text}\n`
  return event.key === 'Backspace' ? [...text].slice(0, -1).join('') : null
}

/** As if it were typed now: the field hears of it like of any other key. */
export function putAhead({ target, timeStamp }: FocusEvent): void {
  const now = waiting(timeStamp)
  if (now === null || !takesLetters(target)) return
  ahead = null
  if (now.text !== '') document.execCommand('insertText', false, now.text)
}
