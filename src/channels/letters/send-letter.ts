import type { ConversationId } from '#kernel/ids'
import { runAgainAt } from '#kernel/jobs'
import type { Context, Letter } from '#kernel/registry'
import { type Connected, connected } from '../accounts/account.ts'
import { mailsBefore } from '../continue/claim.ts'
import { mailboxOf } from '../continue/mailbox-of.ts'
import { findTalk, type Talk } from '../continue/talk.ts'
import { wayBackOf } from '../continue/way-back.ts'
import { PAUSED_MS, sendStep } from '../deliver/send-step.ts'
import { markStep, stepsOf } from '../deliver/steps.ts'
import type { Outbound } from '../port/outbound.ts'
import { isSuppressed } from '../suppress/suppress.ts'

interface Order {
  conversationId: ConversationId
  kind: string
  /** Whose letter; it leaves once under this id. */
  id: string
}

/** Brings a letter of another module to the contact, from the mailbox they know, in the thread they know. */
export async function sendLetter(ctx: Context, { conversationId, kind, id }: Order): Promise<void> {
  const reply = { conversationId, messageId: id }
  const [before] = await stepsOf(ctx.db, reply)
  // It may have left with the words it had: others would make them worthless.
  if (before?.state === 'sending') {
    await markStep(ctx.db, reply, 0, { state: 'unknown', error: 'cannot-be-asked', at: ctx.clock.now() })
    return
  }
  if (before !== undefined && before.state !== 'waiting') return
  const talk = await findTalk(ctx.db, conversationId)
  const at = talk === null ? null : await mailboxFor(ctx, talk)
  if (talk === null || at === null) return
  if (at.row.state === 'needs-reauth') runAgainAt(new Date(ctx.clock.now().getTime() + PAUSED_MS))
  const letter = await ctx.app.registered.letters.get(kind)?.write(ctx, id)
  const to = letter?.to ?? (await wayBackOf(ctx.db, conversationId))
  if (letter == null || to === null || (await isSuppressed(ctx.db, talk.brand, 'email', to))) return
  // What goes to an address of its own answers nothing there.
  const inReplyTo = letter.to === undefined ? await mailsKnown(ctx, talk) : []
  const outbound = { ...outboundOf(talk, letter, to, id), inReplyTo }
  await sendStep({ ctx, at, reply, outbound }, 0, { text: letter.text, attachments: [] })
}

/** That of the conversation, else the brand's. */
async function mailboxFor(ctx: Context, talk: Talk): Promise<Connected | null> {
  const own = await connected(ctx, ctx.db, talk.account)
  if (own !== null && own.row.channel === 'email' && own.row.disconnected_at === null) return own
  const other = await mailboxOf(ctx.db, talk.brand)
  return other === null ? null : connected(ctx, ctx.db, other)
}

const MOST_KNOWN = 20

async function mailsKnown(ctx: Context, { id, channel }: Talk): Promise<string[]> {
  if (channel !== 'email') return mailsBefore(ctx.db, id)
  const rows = await ctx.db
    .selectFrom('conversations.message')
    .select('external_id')
    .where('conversation_id', '=', id)
    .where('external_id', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(MOST_KNOWN)
    .execute()
  return rows.flatMap(({ external_id }) => external_id ?? [])
}

const outboundOf = (talk: Talk, { subject, text, html, lang }: Letter, to: string, id: string): Outbound => ({
  conversationId: talk.id,
  messageId: id,
  clientKey: id,
  thread: { id: talk.id, visibility: 'private', subject: talk.subject },
  inReplyTo: [],
  to: { handle: to, name: talk.name },
  author: { name: '', bot: true },
  generated: true,
  text,
  html,
  lang,
  quickReplies: [],
  attachments: [],
  mail: { subject, cc: [], bcc: [], quote: false },
  quoted: null,
})
