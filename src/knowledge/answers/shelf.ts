import { type Bag, count, damped, foldedOf, gramsOf, stemsIn } from './features.ts'

/** What an article says, as ranking reads it. */
export interface Told {
  id: string
  key: string
  lang: string
  title: string
  slug: string
  summary: string
  body: string
  keywords: readonly string[]
  questions: readonly string[]
}

/** Pieces of words and the length of their vector, so that a question meets only its own pieces. */
export interface Pieces {
  grams: Bag
  length: number
}
/** One way in which the matter is asked for: the title, a stored question or a keyword. */
export interface Phrase extends Pieces {
  folded: string
}
export interface Shelved {
  article: Told
  phrases: readonly Phrase[]
  /** How much it speaks of each stem; a stem in a title or a question counts for more. */
  stems: Bag
  whole: Pieces
}
/** The published articles of one brand in one language, made ready to be ranked. */
export interface Shelf {
  lang: string
  articles: readonly Shelved[]
  /** In how many articles a stem stands. */
  inArticles: Bag
  /** How much a piece of a word tells here. */
  gramRarity: (gram: string) => number
}

const COUNTS = { title: 3, questions: 2, keywords: 2, summary: 1, body: 0.5 } as const
// What matters stands in the beginning; a manual of fifty pages must not fill the memory with its pieces.
const BODY_READ = 8_000

export function shelve(lang: string, told: readonly Told[]): Shelf {
  const grams = told.map((article) => damped(gramsOf(allOf(article))))
  const rarity = rarities(spread(grams.map((bag) => bag.keys())), told.length)
  const articles = told.map((article, at) => shelveOne(article, piecesOf(grams[at] ?? new Map(), rarity), rarity))
  return {
    lang,
    articles,
    inArticles: spread(articles.map((shelved) => shelved.stems.keys())),
    gramRarity: rarity,
  }
}

type Rarity = Shelf['gramRarity']

/** What stands in no article tells most, and lengthens only the question. */
function rarities(inArticles: Bag, articles: number): Rarity {
  const of = (n: number) => Math.log(1 + (articles + 1) / (n + 1))
  const known = new Map([...inArticles].map(([gram, n]) => [gram, of(n)]))
  return (gram) => known.get(gram) ?? of(0)
}

const phrasesOf = (told: Told): string[] => [told.title, ...told.questions, ...told.keywords]
const bodyOf = (told: Told): string => told.body.slice(0, BODY_READ)
const allOf = (told: Told): string => [...phrasesOf(told), ...phrasesOf(told), told.summary, bodyOf(told)].join('\n')

const shelveOne = (told: Told, whole: Pieces, rarity: Rarity): Shelved => ({
  article: { ...told, body: '' },
  phrases: phrasesOf(told).map((text) => phraseOf(text, rarity)),
  stems: stemsOfAll(told),
  whole,
})

function stemsOfAll(told: Told): Bag {
  const stems: Bag = new Map()
  const put = (text: string, by: number) => {
    for (const stem of stemsIn(told.lang, text)) count(stems, stem, by)
  }
  put(told.title, COUNTS.title)
  put(told.questions.join('\n'), COUNTS.questions)
  put(told.keywords.join('\n'), COUNTS.keywords)
  put(told.summary, COUNTS.summary)
  put(bodyOf(told), COUNTS.body)
  return stems
}

const phraseOf = (text: string, rarity: Rarity): Phrase => ({
  folded: foldedOf(text),
  ...piecesOf(gramsOf(text), rarity),
})

export function piecesOf(grams: Bag, rarity: Rarity): Pieces {
  let square = 0
  for (const [gram, n] of grams) square += (n * rarity(gram)) ** 2
  return { grams, length: Math.sqrt(square) }
}

function spread(sets: readonly Iterable<string>[]): Bag {
  const bag: Bag = new Map()
  for (const set of sets) for (const each of set) count(bag, each, 1)
  return bag
}
