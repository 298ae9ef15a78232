import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from './lock-row.ts'
import { priorityOf } from './priority.ts'
import type { Impact, Responsibility } from './shapes.ts'

interface Judgement {
  impact: Impact
  responsibility: Responsibility
  why: string
}

/** P1–P4 from impact × responsibility; each change is kept with who and why. */
export const setPriority = (ctx: Context, id: ConversationId, judged: Judgement): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    const to = priorityOf(judged.impact, judged.responsibility)
    if (await isSaid(tx, id, judged)) return row
    await sql`
      insert into conversations.priority_change (conversation_id, at, by, impact, responsibility, priority, why)
      values (${id}, ${tx.clock.now()}, ${authorOf(ctx.actor)}, ${judged.impact}, ${judged.responsibility}, ${to}, ${judged.why})
      on conflict (conversation_id, at) do update set impact = excluded.impact, responsibility = excluded.responsibility,
        priority = excluded.priority, why = excluded.why`.execute(tx)
    return changeRow(tx, {
      row,
      set: sql`priority = ${to}`,
      name: 'priority.set',
      data: { from: row.priority, to, impact: judged.impact, responsibility: judged.responsibility },
    })
  })

/** The very judgement that stands: said again, it is no news. */
async function isSaid(tx: Tx, id: ConversationId, { impact, responsibility, why }: Judgement): Promise<boolean> {
  const last = await tx
    .selectFrom('conversations.priority_change')
    .select(['impact', 'responsibility', 'why'])
    .where('conversation_id', '=', id)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last !== undefined && last.impact === impact && last.responsibility === responsibility && last.why === why
}
