import type { Db } from '#kernel/db'
import type { Brand } from '#people'
import { languageOrder } from './by-language.ts'
import { articleHref } from './href.ts'

export interface ReadArticle {
  id: string
  lang: string
  title: string
  summary: string
  /** Safe, baked when it was written. */
  html: string
  href: string
  updatedAt: Date
  /** The same article in the brand's languages, this one included. */
  translations: { lang: string; title: string; href: string }[]
}

/** A published article to read; in the wanted language when the same slug exists in several. Null: there is none. */
export async function articleBySlug(db: Db, brand: Brand, lang: string, slug: string): Promise<ReadArticle | null> {
  const found = await published(db, brand)
    .select(['a.summary', 'a.html', 'a.updated_at'])
    .where('a.slug', '=', slug)
    .execute()
  const order = languageOrder(brand, lang)
  const place = (tag: string) => (order.includes(tag) ? order.indexOf(tag) : order.length)
  const article = found.sort((a, b) => place(a.lang) - place(b.lang))[0]
  if (article === undefined) return null
  const others = await published(db, brand).where('a.key', '=', article.key).execute()
  const translations = others
    .sort((a, b) => place(a.lang) - place(b.lang))
    .map((other) => ({ lang: other.lang, title: other.title, href: articleHref(brand, other) }))
  const { id, title, summary, html } = article
  return {
    id,
    lang: article.lang,
    title,
    summary,
    html,
    href: articleHref(brand, { slug }),
    updatedAt: article.updated_at,
    translations,
  }
}

const published = (db: Db, brand: Brand) =>
  db
    .selectFrom('knowledge.article as a')
    .innerJoin('knowledge.publication as p', 'p.article_id', 'a.id')
    .select(['a.id', 'a.key', 'a.lang', 'a.title', 'a.slug'])
    .where('a.brand_id', '=', brand.id)
