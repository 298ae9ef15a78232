import type { Db } from '#kernel/db'
import type { Brand } from '#people'
import { bestTranslations, languageOrder } from './by-language.ts'
import { articleHref } from './href.ts'

export interface Listed {
  id: string
  key: string
  /** The language it is written in: another than the wanted one where nobody has translated it. */
  lang: string
  title: string
  summary: string
  href: string
  likely: boolean
  updatedAt: Date
}

/** Every published article of the brand once, in the wanted language or the brand's next one; the likely ones first, then by title. */
export async function listPublished(db: Db, brand: Brand, lang: string): Promise<Listed[]> {
  const rows = await db
    .selectFrom('knowledge.article as a')
    .innerJoin('knowledge.publication as p', 'p.article_id', 'a.id')
    .select(['a.id', 'a.key', 'a.lang', 'a.title', 'a.slug', 'a.summary', 'a.likely', 'a.updated_at'])
    .where('a.brand_id', '=', brand.id)
    .execute()
  const listed = bestTranslations(rows, languageOrder(brand, lang)).map(({ slug, updated_at, ...article }) => ({
    ...article,
    href: articleHref(brand, { slug }),
    updatedAt: updated_at,
  }))
  return listed.sort((a, b) => Number(b.likely) - Number(a.likely) || a.title.localeCompare(b.title, lang))
}
