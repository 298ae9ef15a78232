import type { Message } from '#conversations/contract'

const LONGEST = 600
const MESSAGES = 3

/** What the customer last wrote, newest last, as much of it as is looked for. */
export function wordsOf(messages: readonly Message[]): string {
  const said = messages.filter(({ by }) => by.kind === 'contact').map(({ text }) => text.trim())
  const answered = messages.findLastIndex(({ by, visibility }) => by.kind === 'agent' && visibility !== 'note')
  // Since the last answer it is another question; without any, the last few.
  const since = messages
    .slice(answered + 1)
    .filter(({ by }) => by.kind === 'contact')
    .map(({ text }) => text.trim())
  return (since.length > 0 ? since : said).slice(-MESSAGES).join('\n').slice(-LONGEST).trim()
}
