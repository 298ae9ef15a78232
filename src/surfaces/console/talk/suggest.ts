/** What is being typed at the caret: `/word` at a start, `@name`, `:word`. Pure. */
export interface Typing {
  sign: '/' | '@' | ':'
  word: string
  /** Where the sign stands. */
  from: number
}

const patterns: Record<Typing['sign'], RegExp> = {
  '/': /(?:^|\s)\/([\p{L}\p{N}-]{0,40})$/u,
  '@': /(?:^|\s)@([\p{L}\p{N}.-]{0,40})$/u,
  ':': /(?:^|\s):([a-z]{2,20})$/u,
}

export function typingAt(text: string, caret: number): Typing | null {
  const before = text.slice(0, caret)
  for (const sign of ['/', '@', ':'] as const) {
    const word = patterns[sign].exec(before)?.[1]
    if (word !== undefined) return { sign, word, from: caret - word.length - 1 }
  }
  return null
}

/** The text with what was typed replaced, and where the caret stands then. */
export function insertAt(text: string, typing: Typing, caret: number, chosen: string): { text: string; caret: number } {
  const next = text.slice(0, typing.from) + chosen + text.slice(caret)
  return { text: next, caret: typing.from + chosen.length }
}

const emojis: readonly (readonly [name: string, sign: string])[] = [
  ['smile', '🙂'],
  ['grin', '😀'],
  ['wink', '😉'],
  ['thanks', '🙏'],
  ['thumbsup', '👍'],
  ['ok', '👌'],
  ['heart', '❤️'],
  ['party', '🎉'],
  ['clap', '👏'],
  ['sad', '🙁'],
  ['phone', '📱'],
  ['call', '📞'],
  ['wifi', '📶'],
  ['sim', '💳'],
  ['time', '⏰'],
  ['check', '✅'],
  ['mail', '✉️'],
  ['tool', '🔧'],
  ['wave', '👋'],
]
export const findEmoji = (word: string): { id: string; label: string }[] =>
  emojis.filter(([name]) => name.startsWith(word)).map(([name, sign]) => ({ id: sign, label: `${sign} ${name}` }))
