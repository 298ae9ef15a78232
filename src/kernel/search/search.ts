import { type RawBuilder, sql } from 'kysely'
import { may, visible } from '#kernel/access'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { snippet } from './snippet.ts'
import { tsquery } from './tsquery.ts'

export interface SearchQuery {
  /** Of the registry; the others are not searched. */
  kinds: readonly string[]
  q: string
  brand?: BrandId
  /** Of the words typed; tried in all our languages when not said. */
  lang?: string
  limit: number
}
export interface Hit {
  kind: string
  id: string
  brand: BrandId
  lang: string
  title: string
  /** The place where it was found, plain text. */
  snippet: string
  at: Date
}
type Found = Omit<Hit, 'snippet'>

/** Up to here the best are sorted out of all hits; a word with more is answered by the newest. */
const MOST_SORTED = 2000
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const columns = sql`d.kind, d.id, d.brand, d.lang, d.title, d.at`

/** What the actor may see of what was looked for, best first; an id finds itself. */
export async function search(ctx: Context, query: SearchQuery): Promise<Hit[]> {
  const found = await find(ctx, query)
  const shown = await Promise.all(query.kinds.map((kind) => asTheyAreNow(ctx, kind, found, query.q)))
  const byId = new Map(shown.flat().map((hit) => [`${hit.kind} ${hit.id}`, hit]))
  return found.flatMap((hit) => byId.get(`${hit.kind} ${hit.id}`) ?? [])
}

async function find(ctx: Context, query: SearchQuery): Promise<Found[]> {
  const where = mine(ctx, query)
  const { q } = query
  if (UUID.test(q.trim()))
    return rowsOf(ctx, sql`select ${columns} from kernel.search_document d where ${where} and d.id = ${q.trim()}::uuid`)
  const wanted = tsquery(q.slice(0, 500), query.lang)
  if (wanted === null) return []
  return (await fewHits(ctx, wanted, where, query.limit)) ?? newestHits(ctx, wanted, where, query.limit)
}

/** The index follows the log; what was deleted or taken away since is not shown. */
async function asTheyAreNow(ctx: Context, name: string, found: readonly Found[], q: string): Promise<Hit[]> {
  const kind = ctx.app.registered.searchables.get(name)
  const hits = new Map(found.filter((hit) => hit.kind === name).map((hit) => [hit.id, hit]))
  if (kind === undefined || hits.size === 0) return []
  const documents = await kind.load(ctx.db, [...hits.keys()])
  return documents.flatMap((document) => {
    const hit = hits.get(document.id)
    if (hit === undefined || !may(ctx.actor, kind.permission, document)) return []
    return { ...hit, title: document.title, snippet: snippet(document.text, document.lang, q) }
  })
}

/** Each kind by its own permission. */
function mine(ctx: Context, { kinds, brand }: SearchQuery): RawBuilder<boolean> {
  const parts = kinds.flatMap((name) => {
    const kind = ctx.app.registered.searchables.get(name)
    return kind === undefined
      ? []
      : [sql`(d.kind = ${name} and ${visible(ctx.actor, kind.permission, sql.ref('d.brand'), sql.ref('d.scopes'))})`]
  })
  if (parts.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(parts, sql` or `)}) and ${brand === undefined ? sql`true` : sql`d.brand = ${brand}::uuid`}`
}

/** Null when there are too many to sort. */
async function fewHits(
  ctx: Context,
  wanted: string,
  where: RawBuilder<boolean>,
  limit: number,
): Promise<Found[] | null> {
  const { rows } = await sql<Found & { hits: number }>`
    with hits as materialized (
      select kind, id, brand, scopes, lang, title, tsv, at from kernel.search_document where tsv @@ ${wanted}::tsquery limit ${MOST_SORTED + 1}),
    best as (
      select ${columns} from hits d where ${where} order by ts_rank(d.tsv, ${wanted}::tsquery) desc, d.at desc, d.id limit ${limit})
    select n.hits, b.* from (select count(*)::int as hits from hits) n left join best b on true`.execute(ctx.db)
  if ((rows[0]?.hits ?? 0) > MOST_SORTED) return null
  return rows.filter((row) => row.id !== null).map(({ hits, ...hit }) => hit)
}

const newestHits = (ctx: Context, wanted: string, where: RawBuilder<boolean>, limit: number): Promise<Found[]> =>
  rowsOf(
    ctx,
    sql`select ${columns} from kernel.search_document d where ${where} and d.tsv @@ ${wanted}::tsquery order by d.at desc, d.id desc limit ${limit}`,
  )

async function rowsOf(ctx: Context, query: RawBuilder<unknown>): Promise<Found[]> {
  return (await sql<Found>`${query}`.execute(ctx.db)).rows
}
