import { type Database, hot } from '#kernel/db'
import type { Brand } from '#people'
import { type Edition, editionNow } from '../editions.ts'
import { languageOrder } from './by-language.ts'
import { articleHref } from './href.ts'

export interface ReadArticle {
  id: string
  lang: string
  title: string
  summary: string
  /** Safe, baked when it was written. */
  html: string
  /** How many words it has, about. */
  length: number
  href: string
  updatedAt: Date
  /** The same article in the brand's languages, this one included. */
  translations: { lang: string; title: string; href: string }[]
}

export interface Found {
  id: string
  key: string
  lang: string
  title: string
  slug: string
  summary: string
  html: string
  length: number
  updated_at: Date
  translations: { key: string; lang: string; title: string; slug: string }[]
}

/** What a brand has published under a slug, in each language, with all translations of the same. */
const bySlug = hot<Found>(
  'knowledge-article-by-slug',
  `with published as (select a.* from knowledge.article a join knowledge.publication p on p.article_id = a.id where a.brand_id = $1)
   select a.id, a.key, a.lang, a.title, a.slug, a.summary, a.html, a.updated_at,
     array_length(regexp_split_to_array(a.html, '\\s+'), 1) as length,
     (select json_agg(json_build_object('key', o.key, 'lang', o.lang, 'title', o.title, 'slug', o.slug))
        from published o where o.key = a.key) as translations
   from published a where a.slug = $2`,
)

/** A published article to read; in the wanted language when the same slug exists in several. Null: there is none. */
export async function articleBySlug(
  database: Database,
  brand: Brand,
  lang: string,
  slug: string,
): Promise<ReadArticle | null> {
  return articleIn(await editionNow(database, brand.id), database, brand, lang, slug)
}

/** The same of an edition that was just looked up. */
export async function articleIn(
  edition: Edition,
  database: Database,
  brand: Brand,
  lang: string,
  slug: string,
): Promise<ReadArticle | null> {
  const found = edition.articles.get(slug) ?? (await bySlug.run(database.pool, [brand.id, slug]))
  if (found.length > 0) edition.articles.set(slug, found)
  const order = languageOrder(brand, lang)
  const place = (tag: string) => (order.includes(tag) ? order.indexOf(tag) : order.length)
  const [article] = found.toSorted((a, b) => place(a.lang) - place(b.lang))
  return article === undefined ? null : present(brand, article, place)
}

function present(brand: Brand, article: Found, place: (lang: string) => number): ReadArticle {
  const { id, lang, title, slug, summary, html, length, updated_at: updatedAt } = article
  const translations = article.translations
    .toSorted((a, b) => place(a.lang) - place(b.lang))
    .map((other) => ({ lang: other.lang, title: other.title, href: articleHref(brand, other) }))
  return { id, lang, title, summary, html, length, href: articleHref(brand, { slug }), updatedAt, translations }
}
