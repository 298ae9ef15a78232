import { handTo, markRead, receiveMessage, type To, visitorMessage, visitorMessages } from '#conversations'
import { type Actor, bot } from '#kernel/access'
import { notFound, Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import type { ChannelsApi, ChatMessage, ChatState } from '../contract.ts'
import { ownAccountOf } from '../own-account.ts'
import { chatState } from './chat-state.ts'

export type Visitor = Extract<Actor, { kind: 'visitor' }>

/** These routes are the visitor's own conversation, by the token they hold. */
export function visitorOf(ctx: Context): Visitor {
  if (ctx.actor.kind !== 'visitor')
    throw new Problem('not_signed_in', 'This conversation was forgotten. Start a new one.')
  return ctx.actor
}

export async function openChat(ctx: Context): Promise<ChannelsApi['GET /api/v1/chat/conversation']['answer']> {
  const { conversationId } = visitorOf(ctx)
  return {
    state: await chatState(ctx.db, ctx.clock, conversationId),
    ...(await visitorMessages(ctx.db, conversationId)),
  }
}

/** The POST is the acknowledgement: answered means on disk. The same id again changes nothing. */
export async function writeChat(
  ctx: Context,
  body: ChannelsApi['POST /api/v1/chat/messages']['body'],
  channel: 'chat.web' | 'form' = 'chat.web',
): Promise<ChatMessage> {
  const visitor = visitorOf(ctx)
  if (body.text.trim() === '' && (body.attachments ?? []).length === 0) {
    throw new Problem('invalid_input', 'Write a message or attach a file.', {
      faults: [{ pointer: '/body/text', detail: 'is empty' }],
    })
  }
  const received = await receiveMessage(ctx, {
    conversationId: visitor.conversationId,
    messageId: body.id,
    account: await ownAccountOf(ctx.database, visitor.brand, channel),
    externalId: null,
    contactId: visitor.id,
    text: body.text,
    lang: null,
    at: ctx.clock.now(),
    attachments: body.attachments ?? [],
    shown: true,
  })
  const message = received.message ?? (await visitorMessage(ctx.database, visitor.conversationId, body.id))
  if (message === null) throw notFound('message')
  refuseOther(message, body)
  return message
}

/** The same id again is the same message again; with another text it is a mistake that must not look like success. */
export function refuseOther(kept: ChatMessage, sent: { text: string }): void {
  if (kept.deletedAt !== null || (kept.by.kind === 'you' && kept.text === plain(sent.text))) return
  throw new Problem(
    'id_reused',
    'This id already belongs to another message. Send it again with a new id; nothing was stored.',
  )
}

/** Whoever asks for a person leaves the bot. */
export async function askForPerson(ctx: Context): Promise<ChatState> {
  const { conversationId } = visitorOf(ctx)
  const queue: To = { holder: 'queue', queue: null }
  const state = await chatState(ctx.db, ctx.clock, conversationId)
  if (state.with.kind === 'bot') await ctx.transaction((tx) => handTo(tx, bot, conversationId, queue, 'asked'))
  return chatState(ctx.db, ctx.clock, conversationId)
}

export const readChat = (ctx: Context, seq: number): Promise<void> => markRead(ctx, visitorOf(ctx).conversationId, seq)
