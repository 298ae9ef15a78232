import { type Db, hot } from '#kernel/db'
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

interface Found {
  id: string
  key: string
  lang: string
  title: string
  slug: string
  summary: string
  html: string
  updated_at: Date
  translations: { key: string; lang: string; title: string; slug: string }[]
}

/** What a brand has published under a slug, in each language, with all translations of the same. */
const bySlug = hot<Found>(
  'knowledge-article-by-slug',
  `with published as (select a.* from knowledge.article a join knowledge.publication p on p.article_id = a.id where a.brand_id = $1)
   select a.id, a.key, a.lang, a.title, a.slug, a.summary, a.html, a.updated_at,
     (select json_agg(json_build_object('key', o.key, 'lang', o.lang, 'title', o.title, 'slug', o.slug))
        from published o where o.key = a.key) as translations
   from published a where a.slug = $2`,
)

/** A published article to read; in the wanted language when the same slug exists in several. Null: there is none. */
export async function articleBySlug(db: Db, brand: Brand, lang: string, slug: string): Promise<ReadArticle | null> {
  const order = languageOrder(brand, lang)
  const place = (tag: string) => (order.includes(tag) ? order.indexOf(tag) : order.length)
  const [article] = (await bySlug.run(db, [brand.id, slug])).sort((a, b) => place(a.lang) - place(b.lang))
  if (article === undefined) return null
  const translations = article.translations
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
