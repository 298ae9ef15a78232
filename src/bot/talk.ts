import type { MessageId } from '#kernel/ids'

/** What the bot did with a message, as a code. */
export type Outcome =
  | 'greeted'
  | 'answered'
  | 'chose'
  | 'missed'
  | 'helped'
  | 'not-helped'
  | 'courtesy'
  | 'handed-over'
  | 'left'

/** Why a person takes over, as a code: what the holder's change, the summary and the figures say. */
export type HandoverReason = 'asked' | 'bot-missed' | 'not-helped' | 'urgent' | 'bot-off'

export interface Offered {
  articleId: string
  title: string
  /** Null: the customer has not said. */
  helped: boolean | null
}

/** Where the bot stands with one conversation. */
export interface Talk {
  /** It has said what it is. */
  introduced: boolean
  /** What it asked last and what a short "yes" would mean. */
  stage: 'open' | 'answered' | 'choosing'
  /** Questions in a row that it could not answer. */
  misses: number
  /** How often the customer said that an answer did not help. */
  notHelped: number
  /** The messages that asked something. */
  asked: MessageId[]
  offered: Offered[]
  /** The messages that say what they tried already. */
  tried: MessageId[]
  /** What the customer may choose from. */
  choices: { articleId: string; title: string }[]
}

export const newTalk: Talk = {
  introduced: false,
  stage: 'open',
  misses: 0,
  notHelped: 0,
  asked: [],
  tried: [],
  offered: [],
  choices: [],
}

/** The newest offer, with what the customer said about it. */
export const judged = (talk: Talk, helped: boolean): Offered[] =>
  talk.offered.map((offer, at) => (at === talk.offered.length - 1 ? { ...offer, helped } : offer))

/** The customer had it already and it was no help. */
export const wasNoHelp = (talk: Talk, articleId: string): boolean =>
  talk.offered.some((offer) => offer.articleId === articleId && offer.helped === false)
