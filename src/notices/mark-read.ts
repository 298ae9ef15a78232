import { sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'

/** Everything up to this notice of the caller's is read. Again, or an older one: nothing changes. */
export async function markRead(ctx: Context, upTo: string): Promise<void> {
  if (ctx.actor.kind !== 'agent') throw notFound('notice')
  const { id: agentId } = ctx.actor
  await ctx.transaction(async (tx) => {
    const last = await tx
      .selectFrom('notices.notice')
      .select('id')
      .where('id', '=', upTo)
      .where('agent_id', '=', agentId)
      .executeTakeFirst()
    if (last === undefined) throw notFound('notice')
    const { rows } = await sql`
      update notices.notice n set read_at = ${tx.clock.now()}, rev = n.rev + 1 from notices.notice last
      where last.id = ${upTo} and n.agent_id = ${agentId} and n.read_at is null and (n.at, n.id) <= (last.at, last.id)
      returning n.id`.execute(tx)
    if (rows.length === 0) return
    const data = { noticeId: upTo, agentId }
    await publish(tx, 'notice.read', { brand: null, subject: agentId, data, scopes: [`agent:${agentId}`] })
  })
}
