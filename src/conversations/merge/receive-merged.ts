import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { attach } from '../attach.ts'
import { handTo } from '../hand-to.ts'
import { lockRow, type Row } from '../lock-row.ts'
import { findMessage, type NewMessage } from '../message.ts'
import { placeMessage } from '../place-message.ts'
import type { Received } from '../receive-message.ts'
import type { BakedText } from '../text.ts'
import { copyFiles } from './copy.ts'
import { mergedInto } from './merging.ts'

/**
 * The customer wrote in a conversation that is worked on in another: it stands in theirs, and is received where it is worked on.
 * Answers its place in theirs; null when
 * it is open by itself again. Errors: `too_late` when nobody works on it any more.
 */
export const receiveMerged = (ctx: Context, input: Received, baked: BakedText): Promise<number | null> =>
  ctx.transaction(async (tx) => {
    const home = await lockRow(tx, system, 'conversation.work', input.conversationId)
    const said = await findMessage(tx, home, input.messageId)
    if (said !== undefined) return said.seq
    if (home.status !== 'closed') return null
    const into = await mergedInto(tx, home.conversation_id)
    const row = into === null ? null : await lockRow(tx, system, 'conversation.work', into)
    if (row === null || row.status === 'closed')
      throw new Problem('too_late', 'This conversation is closed. Start a new one; nothing was stored.')
    return receive(tx, home, await fromBot(tx, row), input, baked)
  })

/** The bot would answer where it was asked, not where they wrote. */
const fromBot = (tx: Tx, row: Row): Promise<Row> | Row =>
  row.holder === 'bot' ? handTo(tx, system, row.conversation_id, { holder: 'queue', queue: null }, 'merged') : row

async function receive(tx: Tx, home: Row, row: Row, input: Received, baked: BakedText): Promise<number> {
  const message: NewMessage = {
    id: input.messageId,
    by: { kind: 'contact', id: null, name: null },
    baked,
    visibility: home.visibility,
    delivery: null,
    lang: input.lang,
    channel: input.channel ?? null,
    account: input.account,
    attachments: input.attachments?.length ?? 0,
    external: { ref: input.externalId, at: input.at },
  }
  const words = sql`last_seq = last_seq + 1, last_contact_seq = last_seq + 1, last_text = ${baked.preview}, last_by = 'contact',
    last_at = ${tx.clock.now()}`
  const theirs = await placeMessage(tx, {
    row: home,
    set: words,
    name: 'message.carried',
    data: { messageId: input.messageId },
    message,
  })
  await attach(tx, home.conversation_id, input.messageId, input.attachments ?? [], `visitor:${input.contactId}`)
  const copy = { ...message, channel: message.channel ?? home.channel, external: { ref: null, at: input.at } }
  await placeMessage(tx, {
    row,
    set: sql`${words}, waiting_since = coalesce(waiting_since, ${tx.clock.now()}) ${reopening(row)}`,
    name: 'message.received',
    data: {
      messageId: input.messageId,
      accountId: input.account,
      seq: row.last_seq + 1,
      holder: row.holder,
      wasStatus: row.status,
    },
    message: { ...copy, home: { id: home.conversation_id, seq: theirs.last_seq } },
  })
  await copyFiles(tx, home.conversation_id, input.messageId, row, input.messageId)
  return theirs.last_seq
}

const reopening = (row: Row) =>
  row.status === 'open' ? sql`` : sql`, was_status = status, status = 'open', snoozed_until = null, solved_at = null`
