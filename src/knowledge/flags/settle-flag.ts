import { mayIn } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Flag } from './contract.ts'
import { seenBy } from './list-flags.ts'
import { flagById } from './load-flags.ts'

type How = NonNullable<Flag['settled']>['how']

/** Mended or declined by who keeps the articles; taken back by whoever said it. The first to settle it has settled it. Throws `not_found`, `not_allowed`. */
export async function settleFlag(ctx: Context, id: string, how: How): Promise<Flag> {
  const agent = agentOf(ctx)
  await ctx.transaction(async (tx) => {
    const flag = await lockFlag(tx, ctx, id)
    if (how === 'withdrawn' ? flag.by !== agent : !mayIn(ctx.actor, 'article.manage', flag.brand))
      throw new Problem(
        'not_allowed',
        how === 'withdrawn' ? 'It is taken back by whoever said it.' : 'It is settled by who keeps the articles.',
      )
    if (flag.isSettled) return
    await sql`
      update knowledge.flag set settled_at = ${tx.clock.now()}, settled_by = ${agent}, how = ${how}, rev = rev + 1
      where id = ${id}`.execute(tx)
    await publish(tx, 'article.flag-settled', { brand: flag.brand, subject: id, data: { how } })
  })
  return flagById(ctx.db, id)
}

/** Open again, for who may settle it. */
export async function reopenFlag(ctx: Context, id: string): Promise<Flag> {
  const agent = agentOf(ctx)
  await ctx.transaction(async (tx) => {
    const flag = await lockFlag(tx, ctx, id)
    if (flag.by !== agent && !mayIn(ctx.actor, 'article.manage', flag.brand)) throw notFound('flag')
    if (!flag.isSettled) return
    await sql`
      update knowledge.flag set settled_at = null, settled_by = null, how = null, rev = rev + 1 where id = ${id}`.execute(
      tx,
    )
    await publish(tx, 'article.flag-reopened', { brand: flag.brand, subject: id, data: {} })
  })
  return flagById(ctx.db, id)
}

function agentOf({ actor }: Context): string {
  if (actor.kind === 'agent') return actor.id
  throw new Problem('not_allowed', 'Only people settle what was said of an article.')
}

async function lockFlag(tx: Tx, ctx: Context, id: string): Promise<{ brand: BrandId; by: string; isSettled: boolean }> {
  const { rows } = await sql<{ brand: BrandId; by: string; isSettled: boolean }>`
    select f.brand_id as brand, f.flagged_by as by, f.settled_at is not null as "isSettled"
    from knowledge.flag f where f.id = ${id} and ${seenBy(ctx.actor)} for update`.execute(tx)
  const [flag] = rows
  if (flag === undefined) throw notFound('flag')
  return flag
}
