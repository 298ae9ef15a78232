import type { ChatMessage } from '#channels/contract'
import type { End } from '../figures.ts'
import { BOT_PATIENCE, PRESSES_BUTTON, reactions } from './behaviour.ts'
import { hearAll, linesOf, say, think, type Visit, wishPerson } from './visit.ts'

type Reaction = 'helped' | 'notHelped' | 'wantsPerson'

/** Pictures and words may be answered apart: whoever reads waits for the second. */
const MORE_WITHIN_MS = 2_000
/** The bot's own button for each reaction. */
const buttons: Readonly<Record<Exclude<Reaction, 'wantsPerson'>, string>> = { helped: 'yes', notHelped: 'no' }

/** The bot wrote something; the customer reads it and says what it was good for. */
export async function answerBot(visit: Visit): Promise<End | null> {
  const { chat } = visit
  await chat.change(MORE_WITHIN_MS)
  await think(visit)
  hearAll(visit)
  const said = chat.messages.findLast(({ by }) => by.kind === 'bot')
  if (said === undefined || visit.helpedByBot || chat.state?.with.kind !== 'bot') return null
  visit.botAnswers++
  const reaction = reactionOf(visit, said)
  if (reaction === 'wantsPerson') await wishPerson(visit)
  else await sayIt(visit, said, reaction)
  return null
}

/** Presses the button, or says it in own words; adds a detail where the bot asked for one. */
async function sayIt(visit: Visit, said: ChatMessage, reaction: Exclude<Reaction, 'wantsPerson'>): Promise<void> {
  const { random, topic } = visit.script
  const button = said.quickReplies.find(({ id }) => id === buttons[reaction])
  const lines = linesOf(visit)
  const detail = lines.openings.find((opening) => opening.topic === topic)?.lines ?? lines.bot.notHelped
  if (button === undefined) await say(visit, random.pick(detail))
  else if (random.chance(PRESSES_BUTTON)) await say(visit, { text: button.label })
  else await say(visit, random.pick(lines.bot[reaction]))
  visit.helpedByBot = reaction === 'helped'
  visit.content = visit.helpedByBot
}

function reactionOf({ script, botAnswers }: Visit, said: ChatMessage): Reaction {
  if (botAnswers > BOT_PATIENCE) return 'wantsPerson'
  const reaction = script.random.weighted(reactions[script.customer.temper])
  const isAnswer = said.quickReplies.some(({ id }) => id === buttons.helped)
  // Nobody is helped by an answer that was none.
  return reaction === 'helped' && !isAnswer ? 'notHelped' : reaction
}
