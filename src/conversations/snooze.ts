import { authorOf, type By, system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from './lock-row.ts'
import { refuseSpam } from './spam/refuse-spam.ts'

declare module '#kernel/jobs' {
  interface JobMap {
    'conversations.wake': { conversationId: ConversationId; until: string }
  }
}

/** Puts the conversation away until a time; a word from the customer brings it back sooner. */
export const snooze = (ctx: Context, id: ConversationId, until: Date): Promise<Row> =>
  ctx.transaction(async (tx) => {
    refusePast(ctx, until)
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if (row.status === 'snoozed' && row.snoozed_until?.getTime() === until.getTime()) return row
    refuseSpam(row)
    if (row.status === 'closed' || row.status === 'solved')
      throw new Problem('conflict', 'It is settled already. Reopen it first.')
    return snoozeLocked(tx, row, authorOf(ctx.actor), until)
  })

/** The same by the product itself, of what waits in a queue; null: it does not any more. */
export async function putAside(tx: Tx, id: ConversationId, until: Date): Promise<Row | null> {
  const row = await lockRow(tx, system, 'conversation.work', id)
  return row.status === 'open' && row.holder === 'queue' ? snoozeLocked(tx, row, system.id, until) : null
}

async function snoozeLocked(tx: Tx, row: Row, by: By, until: Date): Promise<Row> {
  const { conversation_id: id } = row
  await remember(tx, row, by, until)
  await enqueue(tx, 'conversations.wake', { conversationId: id, until: until.toISOString() }, { key: id, at: until })
  return changeRow(tx, {
    row,
    set: sql`was_status = status, status = 'snoozed', snoozed_until = ${until}`,
    name: 'conversation.snoozed',
    data: { until: until.toISOString() },
  })
}

function refusePast(ctx: Context, until: Date): void {
  if (until > ctx.clock.now()) return
  throw new Problem('invalid_input', 'Choose a time to come.', {
    faults: [{ pointer: '/until', detail: 'must be in the future' }],
  })
}

const remember = (tx: Tx, row: Row, by: string, until: Date) =>
  sql`insert into conversations.snooze (conversation_id, by, until, at) values (${row.conversation_id}, ${by}, ${until}, ${tx.clock.now()})
      on conflict (conversation_id) do update set by = excluded.by, until = excluded.until, at = excluded.at`.execute(
    tx,
  )

/** Brings it back: by hand, or by the job when its time has come. */
export const unsnooze = (ctx: Context, id: ConversationId, due = false): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if (row.status !== 'snoozed') return row
    await sql`delete from conversations.snooze where conversation_id = ${id}`.execute(tx)
    return changeRow(tx, {
      row,
      set: sql`was_status = status, status = 'open', snoozed_until = null, waiting_since = coalesce(waiting_since, ${tx.clock.now()})`,
      name: 'conversation.unsnoozed',
      data: { due },
    })
  })

/** Snoozed again meanwhile, the earlier job finds another time on the row and leaves it. */
export async function wake(ctx: Context, job: { conversationId: ConversationId; until: string }): Promise<void> {
  const row = await ctx.db
    .selectFrom('conversations.inbox_row')
    .select('snoozed_until')
    .where('conversation_id', '=', job.conversationId)
    .executeTakeFirst()
  if (row?.snoozed_until === null || row === undefined) return
  if (row.snoozed_until > ctx.clock.now()) {
    const until = row.snoozed_until
    await ctx.transaction((tx) =>
      enqueue(tx, 'conversations.wake', { ...job, until: until.toISOString() }, { key: job.conversationId, at: until }),
    )
    return
  }
  await unsnooze(ctx, job.conversationId, true)
}
