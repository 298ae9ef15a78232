import type { Move } from './decide.ts'
import { type Button, type Saying, say } from './phrases.ts'
import type { Room } from './room.ts'

export interface Speech {
  text: string
  quickReplies: { id: string; label: string }[]
  cards: { title: string; text: string; href: string }[]
}

// The longest label a quick reply takes.
const LABEL = 80

/** What the bot says for a move: first what it is, then the matter, then what comes next; a person is one press away in every turn. */
export function speechOf(room: Room, move: Move): Speech {
  return { text: paragraphs(room, move).join('\n\n'), quickReplies: buttonsOf(room, move), cards: cardsOf(move) }
}

function paragraphs(room: Room, move: Move): string[] {
  const one = (saying: Saying, values?: Record<string, string | number>) =>
    say(room.phrases, room.lang, saying, { brand: room.brand.name, ...values })
  const said = move.says.map((saying) => one(saying))
  const introduces = !room.talk.introduced && !move.says.includes('hello')
  return [
    ...(introduces ? [one('intro')] : []),
    ...(room.secrets.length > 0 ? [one('secret')] : []),
    ...said,
    ...(move.article === undefined
      ? []
      : [move.article.summary, one('link', { title: move.article.title }), one('helped')]),
    ...whatNext(room, move, one),
  ].filter((text) => text !== '')
}

/** One of its sentences, as it is said in this room. */
export const sentenceOf = (room: Room, saying: Saying, values: Record<string, string | number>): string =>
  say(room.phrases, room.lang, saying, { brand: room.brand.name, ...values })

type One = (saying: Saying, values?: Record<string, string | number>) => string

/** At a hand-over: what happens now and when. Before it, outside opening hours: from when on somebody is there. */
function whatNext(room: Room, move: Move, one: One): string[] {
  const when = room.opensAgain
  if (move.handover === undefined) return when !== null && !room.talk.introduced ? [one('closedOffer', { when })] : []
  if (when !== null) return [one('handoverClosed', { when })]
  return room.openNow && room.waitMinutes !== null ? [one('handoverWait', { minutes: room.waitMinutes })] : []
}

function buttonsOf({ phrases }: Room, move: Move): Speech['quickReplies'] {
  if (move.handover !== undefined) return []
  const button = (id: Button) => ({ id, label: phrases.button[id] })
  const titles = (move.choices ?? []).map(({ id, title }) => ({ id: `article:${id}`, label: shortened(title) }))
  const asks = move.asks === true ? [button('yes'), button('no')] : []
  const none = titles.length > 0 ? [button('none')] : []
  return [...titles, ...asks, ...none, button('person')]
}

const cardsOf = ({ article }: Move): Speech['cards'] =>
  article === undefined ? [] : [{ title: article.title, text: article.summary, href: article.href }]

/** A title as a label: cut at a word, so that pressing it is recognised by its beginning. */
export const shortened = (title: string): string =>
  title.length <= LABEL ? title : `${title.slice(0, LABEL - 1).replace(/\s+\S*$/, '')}…`
