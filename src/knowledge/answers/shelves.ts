import { type Db, hot } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import { type Shelf, shelve, type Told } from './shelf.ts'

interface Kept {
  edition: number
  shelves: ReadonlyMap<string, Shelf>
}
/** Per pool of connections, as long as the brand's edition is the one they were made from. */
const kept = new WeakMap<Db, Map<BrandId, Kept>>()

/** What the brand has published, per language, ready to be ranked: made anew only after something was published or taken back. */
export async function shelvesOf(db: Db, brand: BrandId): Promise<ReadonlyMap<string, Shelf>> {
  const now = await editionOf(db, brand)
  const known = kept.get(db)?.get(brand)
  if (known?.edition === now) return known.shelves
  const shelves = shelveAll(await loadPublished(db, brand))
  if (!db.isTransaction) keep(db, brand, { edition: now, shelves })
  return shelves
}

function keep(db: Db, brand: BrandId, made: Kept): void {
  const brands = kept.get(db) ?? new Map<BrandId, Kept>()
  kept.set(db, brands.set(brand, made))
}

const edition = hot<{ n: number }>('knowledge-edition', 'select n from knowledge.edition where brand_id = $1')

const editionOf = async (db: Db, brand: BrandId): Promise<number> => (await edition.run(db, [brand]))[0]?.n ?? 0

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
