import { type Database, type Db, hot, together } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import type { Answer } from './answers/find-answers.ts'
import type { Shelf } from './answers/shelf.ts'
import type { Found } from './articles/article-by-slug.ts'

/** What a brand has published, as far as somebody asked: good until more is published, changed or taken back, which makes another edition. */
export interface Edition {
  readonly n: number
  /** Per language, ready to be ranked; null until somebody ranks. */
  shelves: ReadonlyMap<string, Shelf> | null
  /** By slug; only what there is, so that asking for what is not there fills nothing. */
  readonly articles: Map<string, readonly Found[]>
  /** What is near an article, by its id and the brand's revision. */
  readonly near: Map<string, readonly Answer[]>
}

/** Per pool of connections, as long as the brand's edition is the one they were made from. */
const kept = new WeakMap<Db, Map<BrandId, Edition>>()

const edition = hot<{ brand: BrandId; n: number }>(
  'knowledge-edition',
  'select brand_id as brand, n from knowledge.edition where brand_id = any($1::uuid[])',
)

/** The edition as this Db sees it; a transaction, which may have made one, keeps nothing for others. */
export async function editionOf(db: Db, brand: BrandId): Promise<Edition> {
  const n = (await edition.run(db, [[brand]]))[0]?.n ?? 0
  return db.isTransaction ? blank(n) : keptAs(db, brand, n)
}

/** The same for readers, who come in crowds: those who ask while others are being answered share a round trip that begins after them. */
export const editionNow = async (database: Database, brand: BrandId): Promise<Edition> =>
  keptAs(database.db, brand, await numberNow(database, brand))

let askers = 0
const numberNow = together<BrandId, number>({
  // Readers stand in nobody's way: each is a key of its own.
  keyOf: () => String(askers++),
  run: ({ pool }, brands) => numbers(pool, brands),
  alone: async ({ pool }, brand) => (await numbers(pool, [brand]))[0] ?? 0,
})

async function numbers(pool: Database['pool'], brands: readonly BrandId[]): Promise<number[]> {
  const known = new Map((await edition.run(pool, [[...new Set(brands)]])).map(({ brand, n }) => [brand, n]))
  return brands.map((brand) => known.get(brand) ?? 0)
}

function keptAs(db: Db, brand: BrandId, n: number): Edition {
  const brands = kept.get(db) ?? new Map<BrandId, Edition>()
  const known = brands.get(brand)
  if (known?.n === n) return known
  const made = blank(n)
  kept.set(db, brands.set(brand, made))
  return made
}

const blank = (n: number): Edition => ({ n, shelves: null, articles: new Map(), near: new Map() })
