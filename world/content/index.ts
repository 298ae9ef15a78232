import { readdirSync, readFileSync } from 'node:fs'
import type { Article, Canned, Operator, People, Reviews, Talk } from './shapes.ts'

export type { AgentSeed, Article, Brand, Canned, Line, Operator, People, Plan, Reviews, Talk } from './shapes.ts'

export const talkLanguages = ['en', 'fr', 'nl', 'es'] as const
export type TalkLanguage = (typeof talkLanguages)[number]

/** Reads one file of this folder; content.test.ts holds the files to the shapes. */
function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
}

/** The invented group: brands, teams, agents, queues, labels, dispositions. */
export const readOperator = (): Operator => read('./operator.json')

/** Names, towns, fictional phone ranges, devices and plans to make customers from. */
export const readPeople = (): People => read('./people.json')

/** Every article row (brand × language × key), sorted by file name so that the order never changes. */
export function readArticles(): Article[] {
  const folder = new URL('./articles/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => read<Article>(`./articles/${name}`))
}

export const readCanned = (): Canned[] => read('./canned.json')

export const readReviews = (): Reviews => read('./reviews.json')

/** What simulated customers of one language say. `{phone}` and `{name}` are filled by the caller. */
export const readTalk = (lang: TalkLanguage): Talk => read(`./talk/${lang}.json`)
