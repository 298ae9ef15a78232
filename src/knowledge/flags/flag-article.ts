import { mayIn, whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId, BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'
import { brandById } from '#people'
import { type Facts, factsOf } from '../canned/facts-of.ts'
import type { Flag } from './contract.ts'
import { flagById } from './load-flags.ts'

interface Flagged {
  conversation: string
  id: string
  article: string | null
  note: string
}

/**
 * An advisor says that an article is wrong, or that one is missing; who wrote the article is told, else all who keep the brand's.
 * The same id again changes nothing. Throws `not_found`, `invalid_input` for a missing one without a word, `id_reused`.
 */
export async function flagArticle(ctx: Context, flagged: Flagged): Promise<Flag> {
  const { actor } = ctx
  if (actor.kind !== 'agent') throw new Problem('not_allowed', 'Only people flag articles.')
  const facts = await factsOf(ctx, flagged.conversation)
  const brand = await brandById(ctx.db, facts.brand)
  if (brand === null || !mayIn(actor, 'article.read', brand.id)) throw notFound('conversation')
  const note = flagged.note.trim()
  if (flagged.article === null && note === '')
    throw new Problem('invalid_input', 'Say what customers should be able to read.', {
      faults: [{ pointer: '/body/note', detail: 'is empty' }],
    })
  await ctx.transaction(async (tx) => {
    const article = await articleOf(tx, brand.id, flagged.article)
    const lang = article?.lang ?? facts.lang ?? brand.languages[0] ?? 'en'
    if (
      !(await keep(tx, { ...flagged, note, brand: brand.id, lang, by: actor.id, facts, title: article?.title ?? null }))
    )
      return refuseOther(tx, flagged)
    const data = {
      kind: article === null ? 'missing' : 'wrong',
      ...(article !== null && { articleId: article.id }),
    } as const
    await publish(tx, 'article.flagged', { brand: brand.id, subject: flagged.id, data })
    await tellOwners(tx, {
      brand: brand.id,
      id: flagged.id,
      by: actor.id,
      owner: article?.owner ?? null,
      code: data.kind,
    })
  })
  return flagById(ctx.db, flagged.id)
}

interface Article {
  id: string
  title: string
  lang: string
  owner: string | null
}

async function articleOf(tx: Tx, brand: BrandId, id: string | null): Promise<Article | null> {
  if (id === null) return null
  const { rows } = await sql<Article>`
    select id, title, lang, substring(written_by from '^agent:(.*)$') as owner from knowledge.article
    where id = ${id} and brand_id = ${brand}`.execute(tx)
  const [article] = rows
  if (article === undefined) throw notFound('article')
  return article
}

interface Kept extends Flagged {
  brand: BrandId
  lang: string
  by: AgentId
  title: string | null
  facts: Facts
}

async function keep(
  tx: Tx,
  { id, brand, lang, article, title, conversation, facts, note, by }: Kept,
): Promise<boolean> {
  const { rows } = await sql`
    insert into knowledge.flag (id, brand_id, lang, kind, article_id, title, conversation_id, contact_id, note, flagged_by, at)
    values (${id}, ${brand}, ${lang}, ${article === null ? 'missing' : 'wrong'}, ${article}, ${title}, ${conversation},
      ${facts.contact.id}, ${note}, ${by}, ${tx.clock.now()})
    on conflict (id) do nothing returning id`.execute(tx)
  return rows.length > 0
}

async function refuseOther(tx: Tx, { id, conversation, article }: Flagged): Promise<void> {
  const { rows } = await sql`
    select 1 from knowledge.flag where id = ${id} and conversation_id = ${conversation}
      and article_id is not distinct from ${article}`.execute(tx)
  if (rows.length === 0) throw new Problem('id_reused', 'This id was used for another flag. Nothing was changed.')
}

interface Told {
  brand: BrandId
  id: string
  by: AgentId
  owner: string | null
  code: 'wrong' | 'missing'
}

/** The author, while they keep the brand's articles still; else everybody who does. Nobody is told of what they said themselves. */
async function tellOwners(tx: Tx, { brand, id, by, owner, code }: Told): Promise<void> {
  const keepers = await whoMay(tx, 'article.manage', { brand, scopes: [] })
  const whom = keepers.filter((agent) => agent === owner)
  for (const agent of whom.length > 0 ? whom : keepers) {
    if (agent === by) continue
    await tell(tx, {
      agent,
      kind: 'flag',
      about: { kind: 'article-flag', id },
      data: { by, code },
      key: `flag:${id}`,
    })
  }
}
