import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { hashOf } from './claim-mail.ts'
import { type Say, sayIn } from './phrases.ts'

/** Whose mail a link came from, and the language they read. */
async function foundBy(ctx: Context, token: string): Promise<{ agent: string; lang: string } | null> {
  const row = await ctx.db
    .selectFrom('notices.mail as mail')
    .innerJoin('notices.mail_choice as choice', 'choice.agent_id', 'mail.agent_id')
    .select(['mail.agent_id as agent', 'choice.lang'])
    .where('mail.token_hash', '=', hashOf(token))
    .executeTakeFirst()
  return row ?? null
}

export interface EndPage {
  /** False: no mail of ours carried this link, or it is long ago. */
  known: boolean
  say: Say
  lang: string
}

/** What the page behind the link says, in its reader's language. Changes nothing. */
export async function endPage(ctx: Context, token: string): Promise<EndPage> {
  const found = await foundBy(ctx, token)
  return { known: found !== null, ...sayIn(found?.lang ?? 'en') }
}

/** Whoever holds the link gets no digests any more; what was told by them is told in the app. Again, it changes nothing. */
export async function endDigests(ctx: Context, token: string): Promise<EndPage> {
  const found = await foundBy(ctx, token)
  if (found !== null)
    await sql`
      update notices.mail_choice set changed_at = ${ctx.clock.now()}, ways = (
        select coalesce(jsonb_object_agg(kind, case when way = 'digest' then 'app' else way end), '{}') from jsonb_each_text(ways) each(kind, way))
      where agent_id = ${found.agent}`.execute(ctx.db)
  return endPage(ctx, token)
}
