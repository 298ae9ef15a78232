import type { Answer } from '#knowledge'
import type { Saying } from './phrases.ts'
import { means } from './recognise.ts'
import { isKnownButton, type Room } from './room.ts'
import { type Settled, settledBy } from './settled.ts'
import { type HandoverReason, judged, type Outcome, type Talk, wasNoHelp } from './talk.ts'

/** What the bot does with what it heard. */
export interface Move {
  outcome: Outcome
  says: Saying[]
  talk: Talk
  article?: Answer
  /** Titles to choose from. */
  choices?: Answer[]
  /** Asks whether it helped. */
  asks?: boolean
  handover?: HandoverReason
  /** The customer seems done: settled when they stay quiet. */
  done?: boolean
}

// One is bad luck; after the second a person is quicker.
const MOST_MISSES = 2
const MOST_NOT_HELPED = 2
const MOST_CHOICES = 3
/** Less alike than this is no suggestion. */
const WORTH_SUGGESTING = 0.14

/** The bot's judgement: no reading, no writing. Its order is its priority. */
export function decide(heardIn: Room): Move {
  const room = withTried(heardIn)
  const { heard, talk, ear } = room
  if (means(ear, 'alarm', heard.text)) return handOver(room, 'urgent')
  if (isKnownButton(room, 'person') || means(ear, 'person', heard.last)) return handOver(room, 'asked')
  if (heard.text === '') return missed(room, heard.files > 0 ? 'file' : 'oneMoreWord')
  const said = talk.stage === 'open' ? null : onWhatWasOffered(room)
  return said ?? courtesy(room) ?? onQuestion(room)
}

/** What they say they did already is for the advisor, who need not ask again. */
function withTried(room: Room): Room {
  const { heard, talk, ear } = room
  const told = means(ear, 'tried', heard.text) || (isNo(room) && !isKnownButton(room, 'no'))
  return told ? { ...room, talk: { ...talk, tried: [...talk.tried, ...heard.ids] } } : room
}

/** Said to an answer of ours. */
const isNo = ({ talk, ear, heard }: Room): boolean => talk.stage === 'answered' && means(ear, 'no', heard.last)

function handOver({ talk }: Room, reason: HandoverReason): Move {
  return {
    outcome: 'handed-over',
    says: [reason === 'bot-missed' || reason === 'not-helped' ? 'handoverMisses' : 'handover'],
    talk,
    handover: reason,
  }
}

/** After an answer or a choice, a short word is about that. */
function onWhatWasOffered(room: Room): Move | null {
  const { heard, talk, ear } = room
  const chosen = room.chosen
  if (chosen !== null) return answer(room, chosen)
  if (isKnownButton(room, 'none')) return missed(room, 'oneMoreWord')
  if (isKnownButton(room, 'no') || means(ear, 'no', heard.last))
    return talk.stage === 'choosing' ? missed(room, 'oneMoreWord') : noHelp(room)
  if (talk.stage !== 'answered') return null
  const said = isKnownButton(room, 'yes') || means(ear, 'yes', heard.last) || means(ear, 'thanks', heard.last)
  return said || isSettled(room, ['done', 'soft', 'thanks']) ? helped(room) : null
}

const helped = ({ talk }: Room): Move => ({ outcome: 'helped', says: ['helpedYes'], talk: settled(talk), done: true })

/** All that was said since our last word has to agree: "it works" and "no, it does not" is not settled. */
function isSettled({ heard, ear }: Room, how: readonly Settled[]): boolean {
  const said = settledBy(ear.settled, heard.text)
  return said !== null && how.includes(said)
}

const settled = (talk: Talk): Talk => ({ ...talk, stage: 'open', misses: 0, offered: judged(talk, true), choices: [] })

function noHelp(room: Room): Move {
  const { talk } = room
  const after: Talk = { ...talk, stage: 'open', notHelped: talk.notHelped + 1, offered: judged(talk, false) }
  if (after.notHelped >= MOST_NOT_HELPED) return { ...handOver(room, 'not-helped'), talk: after }
  return { outcome: 'not-helped', says: ['helpedNo'], talk: after }
}

function courtesy(room: Room): Move | null {
  const { heard, talk, ear } = room
  const courteous = (says: Saying): Move => ({ outcome: 'courtesy', says: [says], talk })
  if (means(ear, 'bot', heard.last)) return courteous('isBot')
  if (means(ear, 'greeting', heard.text))
    return { ...courteous(talk.introduced ? 'helloAgain' : 'hello'), outcome: 'greeted' }
  if (means(ear, 'goodbye', heard.last)) return { ...courteous('bye'), done: true }
  if (means(ear, 'thanks', heard.last) || isSettled(room, ['thanks'])) return { ...courteous('thanks'), done: true }
  // It may have settled itself; whoever begins with that has a question in it.
  if (talk.introduced && isSettled(room, ['done'])) return helped(room)
  return null
}

function onQuestion(room: Room): Move {
  const { talk, answers, heard } = room
  const fresh = answers.filter((one) => !wasNoHelp(talk, one.id))
  const asked: Room = { ...room, talk: { ...talk, asked: [...talk.asked, ...heard.ids] } }
  const [first] = fresh
  if (first?.sure === true) return answer(asked, first)
  const choices = fresh.filter((one) => one.score >= WORTH_SUGGESTING).slice(0, MOST_CHOICES)
  if (choices.length > 1 && talk.stage !== 'choosing') return choose(asked, choices)
  return missed(asked, 'oneMoreWord')
}

function answer({ talk }: Room, article: Answer): Move {
  const offer = { articleId: article.id, title: article.title, helped: null }
  const after: Talk = { ...talk, stage: 'answered', misses: 0, offered: [...talk.offered, offer], choices: [] }
  return { outcome: 'answered', says: ['found'], talk: after, article, asks: true }
}

function choose({ talk }: Room, choices: Answer[]): Move {
  const offered = choices.map(({ id, title }) => ({ articleId: id, title }))
  return { outcome: 'chose', says: ['choose'], talk: { ...talk, stage: 'choosing', choices: offered }, choices }
}

function missed(room: Room, says: Saying): Move {
  const after: Talk = { ...room.talk, stage: 'open', misses: room.talk.misses + 1, choices: [] }
  if (after.misses >= MOST_MISSES) return { ...handOver(room, 'bot-missed'), talk: after }
  return { outcome: 'missed', says: [says], talk: after }
}
