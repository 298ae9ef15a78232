import type { VisitorMessage } from '#conversations/contract'
import type { MessageId } from '#kernel/ids'
import { languageOf } from '#kernel/text'

/** What the customer has said since anybody of us last spoke. */
export interface Heard {
  /** All of it: people send one sentence in three messages. */
  text: string
  /** Their last message: what a pressed button sends. */
  last: string
  ids: MessageId[]
  files: number
  /** What they had asked before, for a detail that follows. */
  before: string
}

export function hear(messages: readonly VisitorMessage[], upToSeq: number, asked: readonly MessageId[]): Heard {
  const said = messages.filter((message) => message.seq <= upToSeq && message.by.kind !== 'system')
  const ours = said.findLastIndex((message) => message.by.kind !== 'you')
  const own = said.slice(ours + 1)
  const lastAsked = said.slice(0, ours + 1).findLast((message) => asked.includes(message.id))
  return {
    text: own
      .map((message) => message.text)
      .join('\n')
      .trim(),
    last: own.at(-1)?.text.trim() ?? '',
    ids: own.map((message) => message.id),
    files: own.reduce((n, message) => n + message.attachments.length, 0),
    before: lastAsked?.text ?? '',
  }
}

/** The language to answer in: the one used so far, unless the words are clearly in another that the brand speaks. */
export async function languageHeard(text: string, used: string, spoken: readonly string[]): Promise<string> {
  const { lang, sure } = await languageOf(text, spoken)
  return sure ? lang : used
}
