import type { Tx } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { handTo } from './hand-to.ts'
import type { Row } from './lock-row.ts'

/** Whoever answers holds the conversation, unless a colleague does. */
export async function holdBy(
  tx: Tx,
  ctx: Context,
  row: Row,
  publicName: string,
  why: 'replied' | 'proposed' = 'replied',
): Promise<Row> {
  if (ctx.actor.kind !== 'agent' || row.holder === 'agent') return row
  const agent = { id: ctx.actor.id, publicName }
  return handTo(tx, ctx.actor, row.conversation_id, { holder: 'agent', agent }, why)
}

/** What the customer reads above it: an advisor's public name, or what the program is called. */
export async function shownName({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<string> {
  if (actor.kind === 'key') return actor.name
  return actor.kind === 'agent' ? ((await agentsByIds(db, [actor.id])).get(actor.id)?.publicName ?? '') : ''
}
