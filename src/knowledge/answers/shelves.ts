import type { Db } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import type { Edition } from '../editions.ts'
import { type Shelf, shelve, type Told } from './shelf.ts'

/** What the brand has published, per language, ready to be ranked: made anew only for another edition. */
export async function shelvesOf(db: Db, brand: BrandId, edition: Edition): Promise<ReadonlyMap<string, Shelf>> {
  edition.shelves ??= shelveAll(await loadPublished(db, brand))
  return edition.shelves
}

const loadPublished = (db: Db, brand: BrandId): Promise<Told[]> =>
  db
    .selectFrom('knowledge.article as a')
    .innerJoin('knowledge.publication as p', 'p.article_id', 'a.id')
    .select(['a.id', 'a.key', 'a.lang', 'a.title', 'a.slug', 'a.summary', 'a.body', 'a.keywords', 'a.questions'])
    .where('a.brand_id', '=', brand)
    .orderBy('a.id')
    .execute()

function shelveAll(articles: readonly Told[]): Map<string, Shelf> {
  const byLang = Map.groupBy(articles, (article) => article.lang)
  return new Map([...byLang].map(([lang, own]) => [lang, shelve(lang, own)]))
}
