import { type SummaryFacts, summarise, visitorMessages } from '#conversations'
import type { VisitorMessage } from '#conversations/contract'
import { bot } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { mask } from '#kernel/text'
import type { Talk } from './talk.ts'

interface Learnt {
  id: ConversationId
  /** What the customer speaks. */
  lang: string
  talk: Talk
  reason: string
}

const MOST_ASKED = 5
const MOST_ARTICLES = 20
const LONGEST_ASKED = 400

/** Leaves to the advisor what the bot learnt, as facts; the customer's words are masked. */
export async function sumUp(tx: Tx, learnt: Learnt): Promise<void> {
  const at = tx.clock.now()
  await summarise(tx, bot, learnt.id, await factsOf(tx, learnt))
  await sql`update bot.state set summed_up_at = ${at} where conversation_id = ${learnt.id}`.execute(tx)
}

async function factsOf(tx: Tx, learnt: Learnt): Promise<SummaryFacts> {
  const { lang, talk, reason } = learnt
  const { messages } = await visitorMessages(tx, learnt.id)
  const own = messages.filter((message) => message.by.kind === 'you' && message.text.trim() !== '')
  return {
    lang,
    reason,
    asked: wordsOf(askedOf(own, talk), lang),
    articles: talk.offered
      .slice(-MOST_ARTICLES)
      .map(({ articleId, title, helped }) => ({ id: articleId, title, helped })),
    misses: talk.misses,
    tried: wordsOf(
      own.filter(({ id }) => talk.tried.includes(id)),
      lang,
    ),
  }
}

/** What was asked; when the bot took nothing for a question, all that the customer said. */
function askedOf(own: readonly VisitorMessage[], talk: Talk): readonly VisitorMessage[] {
  const asked = own.filter((message) => talk.asked.includes(message.id))
  return asked.length > 0 ? asked : own
}

const wordsOf = (messages: readonly VisitorMessage[], lang: string): string[] =>
  messages.slice(-MOST_ASKED).map(({ text }) => shortly(mask(text, lang).text))

function shortly(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= LONGEST_ASKED ? line : `${line.slice(0, LONGEST_ASKED - 1).toWellFormed()}…`
}
