import type { Selectable } from 'kysely'
import { type Actor, allow, type Permission } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'
import type { ArticleTable } from '../tables.ts'

export type ArticleRow = Selectable<ArticleTable>

/** Locks the article: its changes come one after the other. Foreign or unknown: 404. */
export async function lockArticle(tx: Tx, actor: Actor, permission: Permission, id: string): Promise<ArticleRow> {
  const row = await tx.selectFrom('knowledge.article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw notFound('article')
  allow(actor, permission, { brand: row.brand_id, scopes: [] }, 'article')
  return row
}

export const isPublished = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.selectFrom('knowledge.publication').select('at').where('article_id', '=', id).executeTakeFirst()) !==
  undefined

/** What the brand has published is another from now on: every node makes its shelves anew. */
export const newEdition = (tx: Tx, brand: BrandId) =>
  sql`insert into knowledge.edition (brand_id, n) values (${brand}, 1) on conflict (brand_id) do update set n = knowledge.edition.n + 1`.execute(
    tx,
  )
