import { agentOf } from '#kernel/access'
import { type Db, type RawBuilder, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { agentsByIds, allBrands } from '#people'
import type { Article } from '../contract.ts'
import { articleHref } from './href.ts'

interface Row {
  id: string
  brand_id: string
  key: string
  lang: string
  title: string
  slug: string
  summary: string
  body: string
  html: string
  keywords: string[]
  questions: string[]
  likely: boolean
  written_by: string
  updated_at: Date
  rev: number
  published_at: Date | null
  yes: number
  no: number
}

const columns = sql`a.id, a.brand_id, a.key, a.lang, a.title, a.slug, a.summary, a.body, a.html, a.keywords, a.questions, a.likely,
  a.written_by, a.updated_at, a.rev, p.at as published_at, v.yes, v.no`
const sources = sql`knowledge.article a left join knowledge.publication p on p.article_id = a.id
  cross join lateral (select count(*) filter (where helpful)::int as yes, count(*) filter (where not helpful)::int as no
    from knowledge.vote where article_id = a.id) v`

/** Articles as the API shows them; `rest` continues the statement after its sources, which are called `a` and `p`. */
export async function loadArticles(db: Db, rest: RawBuilder<unknown>): Promise<Article[]> {
  const { rows } = await sql<Row>`select ${columns} from ${sources} ${rest}`.execute(db)
  const [people, brands] = await Promise.all([
    agentsByIds(
      db,
      rows.flatMap((row) => agentOf(row.written_by) ?? []),
    ),
    allBrands(db),
  ])
  return rows.map((row) => {
    const slug = brands.find((brand) => brand.id === row.brand_id)?.slug ?? ''
    return present(row, slug, people.get(agentOf(row.written_by) ?? '')?.name ?? null)
  })
}

export async function presentArticle(db: Db, id: string): Promise<Article> {
  const [article] = await loadArticles(db, sql`where a.id = ${id}`)
  if (article === undefined) throw notFound('article')
  return article
}

const present = (row: Row, brandSlug: string, author: string | null): Article => ({
  id: row.id,
  brand: row.brand_id,
  key: row.key,
  lang: row.lang,
  title: row.title,
  slug: row.slug,
  summary: row.summary,
  body: row.body,
  keywords: row.keywords,
  questions: row.questions,
  likely: row.likely,
  html: row.html,
  published: row.published_at !== null,
  publishedAt: row.published_at?.toISOString() ?? null,
  updatedAt: row.updated_at.toISOString(),
  author,
  helpful: { yes: row.yes, no: row.no },
  href: articleHref({ slug: brandSlug }, row),
  rev: row.rev,
})
