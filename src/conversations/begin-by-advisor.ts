import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AccountId, BrandId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { refuseUnapproved } from './approval/trainees.ts'
import { attach } from './attach.ts'
import { lockRow, type Row } from './lock-row.ts'
import { mailHeadOf } from './mail-head.ts'
import { insertMessage } from './message.ts'
import { newReference } from './reference.ts'
import type { MailHead } from './shapes.ts'
import type { BeforeReply } from './tables.ts'
import { type BakedText, bakeText } from './text.ts'

export interface Begin {
  id: ConversationId
  brand: { id: BrandId; slug: string }
  account: AccountId
  channel: string
  contact: { id: ContactId; name: string }
  lang: string | null
  mail: MailHead
  message: { id: MessageId; text: string; attachments?: readonly string[] }
}

/** Taken back, it is as if nobody had written: nothing is left to do. */
const asNever = (row: Row): BeforeReply => ({
  status: 'solved',
  waitingSince: null,
  holder: row.holder,
  queueId: row.queue_id,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
})

/** We write first: a conversation that begins with a message of ours and is its author's. The same ids again change nothing. */
export async function beginByAdvisor(ctx: Context, begin: Begin): Promise<void> {
  const mail = mailHeadOf(begin.mail)
  const baked = await bakeText(begin.message.text)
  if (mail.subject === '' || baked.text === '')
    throw new Problem('invalid_input', 'A new mail has a subject and a text. Nothing was sent.', {
      faults: [{ pointer: mail.subject === '' ? '/subject' : '/text', detail: 'is empty' }],
    })
  await ctx.transaction(async (tx) => {
    if (await isThere(tx, begin, baked)) return
    await refuseUnapproved(tx, ctx, { brand_id: begin.brand.id, visibility: 'private' })
    const name = await nameOf(tx, ctx)
    await insertConversation(tx, begin, mail.subject)
    await insertRow(tx, ctx, begin, { name, subject: mail.subject, preview: baked.preview })
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', begin.id)
    await announceBoth(tx, ctx, row, begin)
    const by = { kind: 'agent', id: ctx.actor.id, name } as const
    await insertMessage(tx, row, {
      id: begin.message.id,
      by,
      baked,
      visibility: 'private',
      delivery: 'queued',
      mail,
      before: asNever(row),
      attachments: begin.message.attachments?.length ?? 0,
    })
    await attach(tx, begin.id, begin.message.id, begin.message.attachments ?? [], authorOf(ctx.actor))
  })
}

async function isThere(tx: Tx, begin: Begin, baked: BakedText): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select coalesce(c.contact_id = ${begin.contact.id} and m.text = ${baked.text}, false) as same from conversations.conversation c
    left join conversations.message m on m.conversation_id = c.id and m.id = ${begin.message.id} where c.id = ${begin.id}`.execute(
    tx,
  )
  if (rows[0] === undefined) return false
  if (rows[0].same) return true
  throw new Problem('id_reused', 'This id already belongs to another conversation. Nothing was sent.')
}

async function nameOf(tx: Tx, { actor }: Context): Promise<string> {
  if (actor.kind === 'key') return actor.name
  if (actor.kind !== 'agent') return ''
  return (await agentsByIds(tx, [actor.id])).get(actor.id)?.publicName ?? ''
}

const insertConversation = (tx: Tx, begin: Begin, subject: string) =>
  tx
    .insertInto('conversations.conversation')
    .values({
      id: begin.id,
      brand_id: begin.brand.id,
      account_id: begin.account,
      channel: begin.channel,
      visibility: 'private',
      thread_key: `begun ${begin.id}`,
      contact_id: begin.contact.id,
      reference: newReference(begin.brand.slug),
      subject,
      lang: begin.lang,
      page: null,
      created_at: tx.clock.now(),
    })
    .execute()

async function insertRow(
  tx: Tx,
  { actor }: Context,
  begin: Begin,
  said: { name: string; subject: string; preview: string },
): Promise<void> {
  const now = tx.clock.now()
  const agent = actor.kind === 'agent' ? actor.id : null
  await sql`
    insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference, subject, lang,
      created_at, holder, assignee_id, assignee_name, last_text, last_by, last_at, last_seq)
    select c.id, c.brand_id, c.contact_id, ${begin.contact.name}, c.channel, c.visibility, c.reference, ${said.subject}, c.lang, ${now},
      ${agent === null ? 'queue' : 'agent'}, ${agent}::uuid, ${agent === null ? null : said.name}, ${said.preview}, 'agent', ${now}, 1
    from conversations.conversation c where c.id = ${begin.id}`.execute(tx)
}

async function announceBoth(tx: Tx, { actor }: Context, row: Row, begin: Begin): Promise<void> {
  const common = {
    brand: row.brand_id,
    subject: row.conversation_id,
    about: { contact: row.contact_id },
    scopes: row.scopes,
  }
  const { channel, account, message } = begin
  await publish(tx, 'conversation.started', { ...common, data: { channel, accountId: account, holder: row.holder } })
  const agent = actor.kind === 'agent' ? { agentId: actor.id } : {}
  const data = { messageId: message.id, seq: 1, author: 'agent', next: 'stay', ...agent } as const
  await publish(tx, 'reply.sent', { ...common, data })
}
