import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isSure } from './find-answers.ts'
import { rank } from './rank.ts'
import { type Shelf, shelve, type Told } from './shelf.ts'

// Each question is asked of its brand's articles after it was taken out of its own: is the article found by the others?
const folder = new URL('../../../world/content/articles/', import.meta.url)
type Own = Told & { brand: string }
const told = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name): Own => ({ ...JSON.parse(readFileSync(new URL(name, folder), 'utf8')), id: name }))
const shelfOf = (brand: string, lang: string) =>
  told.filter((article) => article.brand === brand && article.lang === lang)

interface Asked {
  lang: string
  place: number
  sure: boolean
}

function ask(article: Own, question: string): Asked {
  const without = { ...article, questions: article.questions.filter((other) => other !== question) }
  const shelf = shelve(
    article.lang,
    shelfOf(article.brand, article.lang).map((other) => (other.id === article.id ? without : other)),
  )
  const ranked = rank(shelf, question)
  return { lang: article.lang, place: ranked.findIndex((one) => one.article.id === article.id), sure: isSure(ranked) }
}

const asked = told.flatMap((article) => article.questions.map((question) => ask(article, question)))
const share = (of: readonly Asked[], counts: (one: Asked) => boolean) => of.filter(counts).length / of.length
const first = ({ place }: Asked) => place === 0
const amongThree = ({ place }: Asked) => place >= 0 && place < 3

describe.each(['en', 'fr', 'nl', 'es'])('questions in %s that no article holds', (lang) => {
  const own = asked.filter((one) => one.lang === lang)
  test('there are enough to count', () => expect(own.length).toBeGreaterThanOrEqual(60))
  test('the right article comes first', () => expect(share(own, first)).toBeGreaterThanOrEqual(0.8))
  test('the right article is among the first three', () => expect(share(own, amongThree)).toBeGreaterThanOrEqual(0.92))
})

test('what is said to be sure is right, and often enough to be of use', () => {
  const sure = asked.filter((one) => one.sure)
  expect(share(sure, first)).toBeGreaterThanOrEqual(0.94)
  expect(sure.length / asked.length).toBeGreaterThanOrEqual(0.6)
})

describe('what no article is about', () => {
  const shelf: Shelf = shelve('en', shelfOf('ondelle', 'en'))
  test.each([
    'what is the weather today',
    'i want to buy a car',
    'do you sell fridges',
    'my dog ate my homework',
    'can you recommend a restaurant in paris',
    'the shop assistant was rude to me',
    'bla bla',
    '???',
    '',
  ])('%s', (question) => expect(isSure(rank(shelf, question))).toBe(false))
})

describe('typing mistakes', () => {
  const shelf: Shelf = shelve('en', shelfOf('ondelle', 'en'))
  test.each([
    ['my bil is to hihg', 'bill-high'],
    ['activte esimm', 'esim-sim'],
    ['lsot my pohne', 'lost-phone'],
    ['interent is down', 'internet-outage'],
  ])('%s', (question, key) => expect(rank(shelf, question)[0]?.article.key).toBe(key))
})
