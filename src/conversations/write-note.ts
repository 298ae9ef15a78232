import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AgentId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds, loadTeams } from '#people'
import { attach } from './attach.ts'
import { lockRow, type Row } from './lock-row.ts'
import { findMessage } from './message.ts'
import { placeMessage } from './place-message.ts'
import { bakeText } from './text.ts'

export interface Note {
  conversationId: ConversationId
  id: MessageId
  text: string
  attachments?: readonly string[]
  mentions?: readonly AgentId[]
  /** All of them are mentioned. */
  teams?: readonly string[]
}

/** An internal note; it never changes who waits. Mentioned colleagues are told by whoever listens to `note.written`. */
export async function writeNote(ctx: Context, note: Note): Promise<Row> {
  const baked = await bakeText(note.text)
  if (baked.text === '')
    throw new Problem('invalid_input', 'The note is empty.', {
      faults: [{ pointer: '/text', detail: 'Write something.' }],
    })
  return ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.note', note.conversationId)
    const said = await findMessage(tx, row, note.id)
    if (said !== undefined) {
      if (said.text === baked.text && said.by_id === ctx.actor.id) return row
      throw new Problem(
        'id_reused',
        'This id already belongs to another message. Send again with a new id; nothing was stored.',
      )
    }
    const named = await namedIn(tx, note, row)
    const people = await agentsByIds(tx, [...named, ...(ctx.actor.kind === 'agent' ? [ctx.actor.id] : [])])
    const mentions = named.filter((id) => people.get(id)?.active === true)
    const author =
      ctx.actor.kind === 'agent' ? people.get(ctx.actor.id)?.name : ctx.actor.kind === 'key' ? ctx.actor.name : null
    const by = { kind: 'agent', id: ctx.actor.kind === 'agent' ? ctx.actor.id : null, name: author ?? null } as const
    const now = await placeMessage(tx, {
      row,
      set: sql`last_seq = last_seq + 1`,
      name: 'note.written',
      data: { messageId: note.id, mentions },
      message: {
        id: note.id,
        by,
        baked,
        visibility: 'note',
        delivery: null,
        mentions,
        attachments: note.attachments?.length ?? 0,
      },
    })
    await attach(tx, now.conversation_id, note.id, note.attachments ?? [], authorOf(ctx.actor))
    await sql`delete from conversations.draft where conversation_id = ${note.conversationId} and agent_id = ${ctx.actor.id} and kind = 'note'`.execute(
      tx,
    )
    return now
  })
}

const MOST_TOLD = 200

/** The people a note names, by themselves or by their team; a team of another brand is none here. Throws `invalid_input` for too many. */
async function namedIn(tx: Tx, { mentions = [], teams = [] }: Note, row: Row): Promise<AgentId[]> {
  const called = teams.length === 0 ? [] : await loadTeams(tx, teams)
  const members = called
    .filter(({ brand }) => brand === null || brand === row.brand_id)
    .flatMap((team) => team.members.map(({ id }) => id))
  const named = [...new Set([...mentions, ...members])]
  if (named.length <= MOST_TOLD) return named
  throw new Problem('invalid_input', `A note mentions at most ${MOST_TOLD} people. Name those who are needed.`, {
    faults: [{ pointer: '/body/teams', detail: `are ${named.length} people` }],
  })
}
