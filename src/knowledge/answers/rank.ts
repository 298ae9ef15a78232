import { type Bag, damped, foldedOf, gramsOf, tokensOf } from './features.ts'
import { nearStems } from './near-stem.ts'
import { type Pieces, piecesOf, type Shelf, type Shelved, type Told } from './shelf.ts'

export interface Ranked {
  article: Told
  /** 0…1; 1 when it is asked in exactly the words of a stored question. */
  score: number
}

/** What each part of the score weighs; measured on questions held out of the articles (held-out.slow.test.ts). */
const WEIGHT = { covered: 0.45, near: 0.1, whole: 0.45 } as const
/** A word that stands nowhere as it is typed, but nearly. */
const NEARLY = 0.75
/** The count at which a word has said half of what it can. */
const HALF_SAID = 1.5
const NOTHING_IN_COMMON = 0.05

/** A word of the question: the stems it may mean, with how surely, and how much it tells. */
interface Wanted {
  stems: ReadonlyMap<string, number>
  rarity: number
}
interface Question {
  folded: string
  wanted: readonly Wanted[]
  said: Pieces
  damped: Pieces
}

/** The articles of a shelf for a customer's question, best first; those that share nothing with it are left out. */
export function rank(shelf: Shelf, question: string): Ranked[] {
  const folded = foldedOf(question)
  if (folded === '') return []
  const grams = gramsOf(question)
  const wanted = tokensOf(shelf.lang, question).map((token) => meant(shelf, token))
  const asked = {
    folded,
    wanted,
    said: piecesOf(grams, shelf.gramRarity),
    damped: piecesOf(damped(grams), shelf.gramRarity),
  }
  return shelf.articles
    .map((shelved) => ({ article: shelved.article, score: scoreOf(shelf, shelved, asked) }))
    .filter((ranked) => ranked.score > NOTHING_IN_COMMON)
    .sort((a, b) => b.score - a.score)
}

function meant(shelf: Shelf, token: readonly string[]): Wanted {
  const known = token.filter((stem) => shelf.inArticles.has(stem))
  const stems = known.length > 0 ? known : token.flatMap((stem) => nearStems(stem, shelf.inArticles.keys()))
  const surely = known.length > 0 ? 1 : NEARLY
  const rarity = stems.length > 0 ? Math.max(...stems.map((stem) => rarityOf(shelf, stem))) : rarityOf(shelf, '')
  return { stems: new Map(stems.map((stem) => [stem, surely])), rarity }
}

function rarityOf(shelf: Shelf, stem: string): number {
  const n = shelf.inArticles.get(stem) ?? 0
  return Math.log(1 + (shelf.articles.length - n + 0.5) / (n + 0.5))
}

function scoreOf(shelf: Shelf, shelved: Shelved, question: Question): number {
  const { phrases } = shelved
  if (phrases.some((phrase) => phrase.folded === question.folded)) return 1
  const near = Math.max(...phrases.map((phrase) => cosine(question.said, phrase, shelf.gramRarity)))
  const whole = cosine(question.damped, shelved.whole, shelf.gramRarity)
  return WEIGHT.covered * covered(shelved.stems, question.wanted) + WEIGHT.near * near + WEIGHT.whole * whole
}

/** The share of what was asked that the article speaks of. */
function covered(stems: Bag, wanted: readonly Wanted[]): number {
  const all = sum(wanted.map((word) => word.rarity))
  const said = (stem: string) => {
    const n = stems.get(stem) ?? 0
    return n / (n + HALF_SAID)
  }
  return all === 0 ? 0 : sum(wanted.map((word) => word.rarity * best(word, said))) / all
}

const best = (word: Wanted, worth: (stem: string) => number): number =>
  Math.max(0, ...[...word.stems].map(([stem, surely]) => surely * worth(stem)))

function cosine(a: Pieces, b: Pieces, rarity: (gram: string) => number): number {
  let common = 0
  for (const [gram, n] of a.grams) {
    const other = b.grams.get(gram)
    if (other !== undefined) common += n * other * rarity(gram) ** 2
  }
  return common === 0 ? 0 : common / (a.length * b.length)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
