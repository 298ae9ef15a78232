import { normal } from './normal.ts'
import type { Phrases } from './phrases.ts'

/** A language's words for a matter that is settled, folded. */
export interface SettledWords {
  /** They say it alone: "works", "solved". */
  done: ReadonlySet<string>
  /** They say it where nothing else is said: "perfect, that was it". */
  soft: ReadonlySet<string>
  thanks: ReadonlySet<string>
  /** What may stand around them and says nothing against it. */
  around: ReadonlySet<string>
  /** One of these, and it is not settled, or something else is asked. */
  unsettled: ReadonlySet<string>
}

/** What a text says of the matter: `done` that it is settled, `soft` that it may well be, `thanks` no more than that. */
export type Settled = 'done' | 'soft' | 'thanks' | null

// Whoever writes more than this has more to say.
const MOST_WORDS = 14
// "The page loads, it works": what it was about may be named.
const MOST_UNKNOWN = 2
const CONTENT = /[👍👌✅🙏🎉💪]/u

export function settledWords({
  thanks,
  greeting,
  goodbye,
  done,
  soft,
  around,
  unsettled,
}: Phrases['recognise']): SettledWords {
  const set = (...lists: (readonly string[])[]) => new Set(lists.flat().flatMap((text) => normal(text).split(' ')))
  return {
    done: set(done),
    soft: set(soft),
    thanks: set(thanks),
    around: set(around, greeting, goodbye),
    unsettled: set(unsettled),
  }
}

/** Words decide, not sentences, so that nobody has to think of each way to say thanks. In doubt it is not settled. */
export function settledBy(words: SettledWords, text: string): Settled {
  if (/[?؟]/.test(text)) return null
  const said = normal(text).split(' ').filter(Boolean)
  if (said.length === 0) return CONTENT.test(text) ? 'soft' : null
  if (said.length > MOST_WORDS || said.some((word) => words.unsettled.has(word))) return null
  const has = (list: ReadonlySet<string>) => said.some((word) => isIn(list, word))
  const unknown = said.filter((word) => !isKnown(words, word)).length
  if (has(words.done)) return unknown <= MOST_UNKNOWN ? 'done' : null
  if (unknown > 0) return null
  if (has(words.soft) || CONTENT.test(text)) return 'soft'
  return has(words.thanks) ? 'thanks' : null
}

const isKnown = ({ done, soft, thanks, around }: SettledWords, word: string): boolean =>
  [done, soft, thanks, around].some((list) => isIn(list, word))

/** "thaaanks" is "thanks". */
const isIn = (list: ReadonlySet<string>, word: string): boolean =>
  list.has(word) || list.has(word.replace(/(.)\1{2,}/gu, '$1')) || list.has(word.replace(/(.)\1+$/gu, '$1'))
