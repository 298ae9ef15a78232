import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArticles, readCanned, readOperator, readPeople, readReviews, readTalk, talkLanguages } from './index.ts'

const articles = readArticles()
const { brands, agents, teams, skills, labels, queues, dispositions, partners } = readOperator()
const people = readPeople()

const twice = (list: string[]): string[] => list.filter((item, index) => list.indexOf(item) !== index)

/** Runs of eight or more digits, however they are spaced: what a phone number looks like. */
const phoneLike = /\+?\d(?:[\s./-]?\d){7,}/g
const fiction = [...people.phones.map((range) => range.prefix), '0000.000.']

describe('articles', () => {
  test('there are at least forty, and every brand has some in each of its languages', () => {
    expect(articles.length).toBeGreaterThanOrEqual(40)
    for (const brand of brands) {
      for (const lang of brand.languages) {
        const own = articles.filter((article) => article.brand === brand.slug && article.lang === lang)
        expect({ brand: brand.slug, lang, likely: own.filter((article) => article.likely).length }).toMatchObject({
          likely: 3,
        })
      }
    }
  })

  test('slugs are plain and unique within brand and language', () => {
    expect(twice(articles.map(({ brand, lang, slug }) => `${brand}/${lang}/${slug}`))).toEqual([])
    expect(articles.filter(({ slug }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([])
  })

  test.each(articles.map((article) => [`${article.brand} ${article.key} ${article.lang}`, article] as const))(
    '%s is worth reading',
    (_name, article) => {
      const words = article.body.split(/\s+/).length
      expect(words).toBeGreaterThanOrEqual(120)
      expect(words).toBeLessThanOrEqual(300)
      expect(article.summary.length).toBeLessThanOrEqual(160)
      expect(article.questions.length).toBeGreaterThanOrEqual(5)
      expect(article.questions.length).toBeLessThanOrEqual(8)
      expect(article.body).toMatch(/^(1\.|- )/m)
      expect(article.body).not.toContain('!')
    },
  )
})

describe('operator', () => {
  test('names resolve: teams, skills, partners, languages', () => {
    const known = {
      teams: teams.map(({ slug }) => slug),
      skills: skills.map(({ slug }) => slug),
      partners: partners.map(({ slug }) => slug),
    }
    for (const agent of agents) {
      expect(known.teams).toContain(agent.team)
      expect(known.skills).toEqual(expect.arrayContaining(Object.keys(agent.skills)))
      if (agent.role === 'partner-advisor') expect(known.partners).toContain(agent.partner)
    }
    expect(agents).toHaveLength(12)
  })

  test('every language of a brand has an agent who speaks it and words for the customer', () => {
    for (const brand of brands) {
      for (const lang of brand.languages) {
        expect(agents.some((agent) => agent.brands.includes(brand.slug) && agent.languages.includes(lang))).toBe(true)
        for (const words of [brand.tagline, brand.greeting, brand.address, brand.place, brand.legal])
          expect(words[lang]).toBeTruthy()
        for (const named of [...labels, ...queues, ...dispositions]) expect(named.name[lang]).toBeTruthy()
      }
      expect(brand.hours.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5, 6, 7])
    }
  })
})

test('each question of a review is worded in every brand language', () => {
  const { name, questions } = readReviews()
  for (const words of [name, ...questions.map((question) => question.name)])
    expect(Object.keys(words).sort()).toEqual(['en', 'es', 'fr', 'nl'])
  expect(questions.filter(({ critical }) => critical)).toHaveLength(1)
})

describe('canned responses', () => {
  const allowed = ['contact.firstName', 'agent.firstName', 'brand.name', 'conversation.reference']
  const holes = (text: string): string[] => [...text.matchAll(/\{\{(.+?)\}\}/g)].map((match) => match[1] ?? '').sort()

  test('there are 25, each in every brand language, with the same placeholders', () => {
    const canned = readCanned()
    expect(canned).toHaveLength(25)
    expect(twice(canned.map(({ shortcut }) => shortcut))).toEqual([])
    for (const { shortcut, text } of canned) {
      expect(Object.keys(text).sort()).toEqual(['en', 'es', 'fr', 'nl'])
      expect(allowed).toEqual(expect.arrayContaining(holes(text.en ?? '')))
      const named = Object.values(text).map((words) => holes(words).join())
      expect({ shortcut, kinds: new Set(named).size }).toEqual({ shortcut, kinds: 1 })
    }
  })
})

describe('talk', () => {
  test.each(talkLanguages)('%s has sixty openings, six or more a topic, and words for every moment', (lang) => {
    const talk = readTalk(lang)
    expect(talk.openings.flatMap(({ lines }) => lines).length).toBeGreaterThanOrEqual(60)
    for (const { lines } of talk.openings) expect(lines.length).toBeGreaterThanOrEqual(6)
    expect(Object.keys(talk.waiting)).toEqual(['1', '3', '8'])
    expect(Object.keys(talk.rating)).toEqual(['1', '2', '3', '4', '5'])
    const said = [
      talk.openings.map(({ lines }) => lines),
      talk.waiting,
      talk.bot,
      talk.answer,
      talk.thanks,
      talk.closing,
      talk.back,
      talk.rating,
    ]
    const texts = said.flatMap((group) => Object.values(group)).flat()
    expect(texts.filter(({ text }) => text.trim() === '')).toEqual([])
    expect(texts.some(({ attach }) => attach)).toBe(true)
  })
})

test('no file holds a phone number outside the ranges of fiction', () => {
  const root = new URL('./', import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  const found = files.flatMap((name) => readFileSync(new URL(name, root), 'utf8').match(phoneLike) ?? [])
  expect(found.filter((number) => !fiction.some((prefix) => number.startsWith(prefix)))).toEqual([])
  expect(files.length).toBeGreaterThan(50)
})
