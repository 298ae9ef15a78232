import type { Database } from '#kernel/db'
import type { Brand } from '#people'
import { type Answer, answersOn } from '../answers/find-answers.ts'
import { shelvesOf } from '../answers/shelves.ts'
import { type Edition, editionNow } from '../editions.ts'
import { articleIn, type ReadArticle } from './article-by-slug.ts'

export interface ArticleAndNear {
  article: ReadArticle
  /** Other articles about what its title asks for, best first, its own translations left out. */
  near: readonly Answer[]
}

/** A published article and at most `near` others beside it; null when there is none. One round trip where nothing was published since. */
export async function articleAndNear(
  database: Database,
  ask: { brand: Brand; lang: string; slug: string; near: number },
): Promise<ArticleAndNear | null> {
  const { brand, lang, slug } = ask
  const edition = await editionNow(database, brand.id)
  const article = await articleIn(edition, database, brand, lang, slug)
  return article && { article, near: (await nearOf(edition, database, brand, article)).slice(0, ask.near) }
}

const MOST_NEAR = 10

/** Ranking a title against every article costs more than all the rest of a page, and says the same until something else is published. */
async function nearOf(
  edition: Edition,
  { db }: Database,
  brand: Brand,
  article: ReadArticle,
): Promise<readonly Answer[]> {
  const key = `${article.id} ${brand.rev}`
  const known = edition.near.get(key)
  if (known !== undefined) return known
  const shelves = await shelvesOf(db, brand.id, edition)
  const found = answersOn(shelves, { brand, lang: article.lang, q: article.title, limit: MOST_NEAR })
  const others = found.filter(
    ({ href }) => href !== article.href && !article.translations.some((other) => other.href === href),
  )
  edition.near.set(key, others)
  return others
}
