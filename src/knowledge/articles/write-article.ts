import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import { BAKER_VERSION, bake, plain } from '#kernel/text'
import type { Article, KnowledgeApi } from '../contract.ts'
import { allowInBrand } from '../policy.ts'
import { isPublished, lockArticle, newEdition } from './lock-article.ts'
import { presentArticle } from './present.ts'

type New = KnowledgeApi['POST /api/v1/articles']['body']
export type ArticleValues = KnowledgeApi['PUT /api/v1/articles/:id']['body']

/** Writes an article as a draft. The same id with the same words again changes nothing. Errors: `conflict` (slug or key taken), `id_reused`. */
export async function writeArticle(ctx: Context, { id, ...values }: New): Promise<Article> {
  allowInBrand(ctx.actor, 'article.manage', values.brand, 'brand')
  const columns = await columnsOf(values)
  await ctx.transaction(async (tx) => {
    if (await wasWritten(tx, id, columns)) return
    await refuseTaken(tx, id, values)
    const now = tx.clock.now()
    await tx
      .insertInto('knowledge.article')
      .values({ id, ...columns, written_by: tx.by, created_at: now, updated_at: now })
      .execute()
    await publish(tx, 'article.written', { brand: values.brand, subject: id, data: { rev: 1 } })
  })
  return presentArticle(ctx.db, id)
}

/** Changes an article; a published one reads differently at once. An article stays with its brand. */
export async function changeArticle(ctx: Context, id: string, values: ArticleValues): Promise<Article> {
  const columns = await columnsOf(values)
  await ctx.transaction(async (tx) => {
    const before = await lockArticle(tx, ctx.actor, 'article.manage', id)
    if (before.brand_id !== values.brand)
      throw fault('/body/brand', 'An article stays with its brand. Write a new one for the other.')
    if (sameColumns(before, columns)) return
    await refuseTaken(tx, id, values)
    const rev = before.rev + 1
    await tx
      .updateTable('knowledge.article')
      .set({ ...columns, written_by: tx.by, updated_at: tx.clock.now(), rev })
      .where('id', '=', id)
      .execute()
    await publish(tx, 'article.changed', { brand: values.brand, subject: id, data: { rev } })
    if (await isPublished(tx, id)) await newEdition(tx, values.brand)
  })
  return presentArticle(ctx.db, id)
}

type Columns = Awaited<ReturnType<typeof columnsOf>>

const columnsOf = async (values: ArticleValues) => {
  const body = plain(values.body)
  const { brand, key, lang, title, slug, summary, keywords, questions, likely } = values
  const html = await bake(body)
  return {
    brand_id: brand,
    key,
    lang,
    title,
    slug,
    summary,
    body,
    html,
    baked_by: BAKER_VERSION,
    keywords,
    questions,
    likely,
  }
}

const sameColumns = (row: object, columns: Columns): boolean =>
  Object.entries(columns).every(([name, value]) => isDeepStrictEqual(Reflect.get(row, name), value))

async function wasWritten(tx: Tx, id: string, columns: Columns): Promise<boolean> {
  const row = await tx.selectFrom('knowledge.article').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return false
  if (sameColumns(row, columns)) return true
  throw new Problem('id_reused', 'This id was used for another article. Nothing was changed.')
}

async function refuseTaken(tx: Tx, id: string, { brand, lang, slug, key }: ArticleValues): Promise<void> {
  const taken = await tx
    .selectFrom('knowledge.article')
    .select(['slug', 'key'])
    .where('brand_id', '=', brand)
    .where('lang', '=', lang)
    .where('id', '<>', id)
    .where((eb) => eb.or([eb('slug', '=', slug), eb('key', '=', key)]))
    .executeTakeFirst()
  if (taken === undefined) return
  const pointer = taken.slug === slug ? '/body/slug' : '/body/key'
  throw new Problem(
    'conflict',
    'The brand has another article in this language under this name. Nothing was changed.',
    {
      faults: [{ pointer, detail: 'is taken' }],
    },
  )
}

const fault = (pointer: string, detail: string) =>
  new Problem('invalid_input', detail, { faults: [{ pointer, detail }] })
