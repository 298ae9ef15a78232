import type { Selectable } from 'kysely'
import type { Db } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import type { BrandTable } from '../tables.ts'
import type { Brand } from './brand.ts'

// Long enough to spare the hot paths the look-up, short enough that the other nodes follow a change at once for people.
const REMEMBER_MS = 1_000

interface Remembered {
  until: number
  brands: Promise<readonly Brand[]>
}
/** Per pool of connections, so that two apps in one process never see each other's brands. */
const remembered = new WeakMap<Db, Remembered>()

export async function brandById(db: Db, id: BrandId): Promise<Brand | null> {
  return (await allBrands(db)).find((brand) => brand.id === id) ?? null
}

export async function brandBySlug(db: Db, slug: string): Promise<Brand | null> {
  return (await allBrands(db)).find((brand) => brand.slug === slug) ?? null
}

/** Every brand of the operator, by name. Inside a transaction they are read anew, outside remembered for a second. */
export function allBrands(db: Db): Promise<readonly Brand[]> {
  if (db.isTransaction) return loadBrands(db)
  const known = remembered.get(db)
  if (known && performance.now() < known.until) return known.brands
  const brands = loadBrands(db)
  remembered.set(db, { until: performance.now() + REMEMBER_MS, brands })
  brands.catch(() => forgetBrands(db))
  return brands
}

/** What was remembered is no longer true. */
export const forgetBrands = (db: Db): void => void remembered.delete(db)

async function loadBrands(db: Db): Promise<Brand[]> {
  return (await db.selectFrom('people.brand').selectAll().orderBy('name').orderBy('id').execute()).map(brandOf)
}

export const brandOf = (row: Selectable<BrandTable>): Brand => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  languages: row.languages,
  look: row.look,
  hours: row.hours,
  firstHolder: row.first_holder,
  preChat: row.pre_chat,
  greeting: row.greeting,
  legal: row.legal,
  rev: row.rev,
})
