import { system, whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AgentId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'
import { lockRow, type Row } from '../lock-row.ts'
import { sendReply } from '../send-reply.ts'
import type { MailHead } from '../shapes.ts'
import { tellLater } from './schedule.ts'

interface Due {
  id: MessageId
  conversation_id: ConversationId
  agent_id: AgentId
  text: string
  attachments: string[]
  mail: MailHead | null
  way: ConversationId | null
  next: 'stay' | 'wait' | 'solve'
  seen_seq: number
  anyway: boolean
}
type Job = { conversationId: ConversationId; id: MessageId; rev: number }

/**
 * A reply's time has come. It is sent as its author, under the id it has had from the first: done twice, it is sent once. What cannot
 * go stays where it was written, says why, and its author is told.
 */
export async function sendDue(ctx: Context, { conversationId, id, rev }: Job): Promise<void> {
  const { rows } = await sql<Due>`
    select * from conversations.scheduled
    where id = ${id} and conversation_id = ${conversationId} and rev = ${rev} and stopped is null`.execute(ctx.db)
  const [due] = rows
  if (due === undefined) return
  const row = await ctx.transaction((tx) => lockRow(tx, system, 'conversation.reply', conversationId))
  const why = (await mayStill(ctx, due, row)) ? await send(ctx, due, row) : 'author-gone'
  await ctx.transaction((tx) => settle(tx, due, why))
}

const mayStill = async (ctx: Context, { agent_id }: Due, { brand_id: brand, scopes }: Row): Promise<boolean> =>
  (await whoMay(ctx.db, 'conversation.reply', { brand, scopes })).includes(agent_id)

/** Why it did not go; null when it did. */
async function send(ctx: Context, due: Due, row: Row): Promise<string | null> {
  const as = ['conversation.reply', 'conversation.work'].map((permission) => ({
    permission,
    brand: row.brand_id,
    scope: '*' as const,
  }))
  const author = { kind: 'agent', realm: 'staff', id: due.agent_id, name: '', sessionId: '', grants: as } as const
  try {
    await sendReply(ctx.app.context(author), {
      conversationId: due.conversation_id,
      id: due.id,
      text: due.text,
      attachments: due.attachments,
      seenSeq: due.anyway ? row.last_contact_seq : due.seen_seq,
      next: due.next,
      ...(due.mail !== null && { mail: due.mail }),
      ...(due.way !== null && { way: due.way }),
    })
    return null
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    // The customer wrote in this very moment, and that was not to matter: once more, with what they wrote.
    if (error.code === 'stale' && due.anyway) throw error
    return error.code === 'stale' ? 'stale' : error.code === 'too_late' ? 'closed' : 'refused'
  }
}

async function settle(tx: Tx, due: Due, why: string | null): Promise<void> {
  const row = await lockRow(tx, system, 'conversation.reply', due.conversation_id)
  if (why === null) await sql`delete from conversations.scheduled where id = ${due.id}`.execute(tx)
  else await stop(tx, due, row, why)
  await tellLater(tx, row, due.id)
}

async function stop(tx: Tx, due: Due, row: Row, why: string): Promise<void> {
  await sql`update conversations.scheduled set stopped = ${why}, rev = rev + 1 where id = ${due.id}`.execute(tx)
  const told = why === 'author-gone' ? row.assignee_id : due.agent_id
  if (told === null) return
  const about = { kind: 'conversation', id: due.conversation_id }
  await tell(tx, {
    agent: told,
    kind: 'warning',
    about,
    where: { brand: row.brand_id, scopes: row.scopes },
    key: `later:${due.id}:${tx.clock.now().getTime()}`,
  })
}
