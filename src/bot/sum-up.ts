import { summarise, visitorMessages } from '#conversations'
import { bot } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { mask } from '#kernel/text'
import type { Brand } from '#people'
import { type AllPhrases, type Phrases, phrasesFor } from './phrases.ts'
import type { Offered, Talk } from './talk.ts'

interface Learnt {
  id: ConversationId
  brand: Brand
  /** What the customer speaks. */
  lang: string
  talk: Talk
  reason: string
}

const MOST_ASKED = 5
const LONGEST_ASKED = 400

/** Writes for the advisor what the bot learnt, in the brand's own language; the customer's words are masked. */
export async function sumUp(tx: Tx, all: AllPhrases, learnt: Learnt): Promise<void> {
  const at = tx.clock.now()
  await summarise(tx, bot, learnt.id, await summaryOf(tx, all, learnt))
  await sql`update bot.state set summed_up_at = ${at} where conversation_id = ${learnt.id}`.execute(tx)
}

async function summaryOf(tx: Tx, all: AllPhrases, learnt: Learnt): Promise<string> {
  const ours = learnt.brand.languages[0] ?? 'en'
  const { summary } = phrasesFor(all, ours)
  const asked = await askedWords(tx, learnt)
  const offered = learnt.talk.offered.map((offer) => `“${offer.title}” (${verdict(summary, offer)})`)
  const why = summary.why[learnt.reason]
  const language = new Intl.DisplayNames([ours], { type: 'language' }).of(learnt.lang) ?? learnt.lang
  return [
    `${summary.language}: ${language}`,
    `${summary.asked}: ${asked.length > 0 ? asked.map((text) => `“${text}”`).join(' · ') : summary.nothing}`,
    `${summary.offered}: ${offered.length > 0 ? offered.join(' · ') : summary.nothing}`,
    ...(why === undefined ? [] : [`${summary.reason}: ${why}`]),
  ].join('\n')
}

const verdict = (summary: Phrases['summary'], { helped }: Offered): string => {
  if (helped === null) return summary.unknown
  return helped ? summary.helped : summary.notHelped
}

/** What was asked; when the bot took nothing for a question, all that the customer said. */
async function askedWords(tx: Tx, { id, talk, lang }: Learnt): Promise<string[]> {
  const { messages } = await visitorMessages(tx, id)
  const own = messages.filter((message) => message.by.kind === 'you' && message.text.trim() !== '')
  const asked = own.filter((message) => talk.asked.includes(message.id))
  return (asked.length > 0 ? asked : own).slice(-MOST_ASKED).map(({ text }) => shortly(mask(text, lang).text))
}

function shortly(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= LONGEST_ASKED ? line : `${line.slice(0, LONGEST_ASKED - 1).toWellFormed()}…`
}
