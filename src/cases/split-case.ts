import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { caseOf, lockCases } from './case-for.ts'
import type { Case } from './contract.ts'
import { held } from './join-case.ts'
import { keepApart } from './keep-apart.ts'
import type { CaseId, Matter } from './matter.ts'
import { factOf, refresh } from './refresh.ts'
import { present } from './show-case.ts'

/**
 * A conversation goes back to the case it opened itself, with what was promised in it; the two are not suggested to each
 * other again. One that is in its own case already stays there.
 */
export const splitCase = (ctx: Context, conversation: ConversationId): Promise<Case> =>
  ctx.transaction(async (tx) => {
    const found = await caseOf(ctx.actor, conversation, tx, 'case.manage')
    const home = await homeOf(tx, conversation)
    const locked = await lockCases(tx, [found.id, home])
    const [from, to] = [held(locked, found.id), held(locked, home)]
    if (from.id === to.id) await refuseNamesake(tx, from)
    else await goHome(tx, conversation, from, to)
    await refresh(tx, ctx.app, [from.id, to.id])
    return present({ ...ctx, db: tx }, await caseOf(ctx.actor, conversation, tx))
  })

async function homeOf(tx: Tx, conversation: ConversationId): Promise<CaseId> {
  const row = await tx
    .selectFrom('cases.matter_conversation')
    .select('home_id')
    .where('conversation_id', '=', conversation)
    .executeTakeFirst()
  if (row === undefined) throw notFound('case')
  return row.home_id
}

async function refuseNamesake(tx: Tx, matter: Matter): Promise<void> {
  const { rows } = await sql`
    select from cases.matter_conversation where matter_id = ${matter.id} and home_id <> ${matter.id} limit 1`.execute(
    tx,
  )
  if (rows.length > 0)
    throw new Problem(
      'unprocessable',
      'The case has the reference of this conversation. Split the other conversation off instead; nothing was changed.',
    )
}

async function goHome(tx: Tx, conversation: ConversationId, from: Matter, to: Matter): Promise<void> {
  await sql`
    update cases.matter_conversation set matter_id = home_id, joined_by = 'self', by = ${tx.by}, since = ${tx.clock.now()}
    where conversation_id = ${conversation}`.execute(tx)
  await sql`update cases.matter set into_id = null where id = ${to.id}`.execute(tx)
  await sql`update cases.matter set rev = rev + 1 where id in (${from.id}, ${to.id})`.execute(tx)
  await publish(tx, 'case.split', { ...factOf(from), data: { conversationId: conversation, to: to.id } })
  await keepApart(tx, conversation, from)
}
