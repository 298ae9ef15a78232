import { linkToSend } from '#cases'
import { noteWay, recordDelivery } from '#conversations'
import { originOf } from '#kernel/config'
import type { ConversationId, MessageId } from '#kernel/ids'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { brandById } from '#people'
import { type Connected, reachOf } from '../accounts/account.ts'
import { tellState } from '../accounts/tell-state.ts'
import { keepAliases } from '../deliver/keep-foretold.ts'
import { backOffMs, PAUSED_MS, SEND_MS } from '../deliver/send-step.ts'
import type { Outbound, SendResult } from '../port/outbound.ts'
import { isSuppressed } from '../suppress/suppress.ts'
import { claim, mailsBefore, markClaim, writeClaim } from './claim.ts'
import { letterOf } from './letter.ts'
import type { Talk, Unread } from './talk.ts'
import { windowLink } from './window-link.ts'

export interface Post {
  ctx: Context
  /** The mailbox it goes from. */
  at: Connected
  talk: Talk
  to: string
}

interface Sealed {
  letter: Outbound
  messages: MessageId[]
  tries: number
  firstAt: Date
}

/** One mail of these answers. Claimed on disk before it leaves; what the server said decides what is shown and whether it is tried again. */
export async function sendLetter(post: Post, replies: readonly Unread[]): Promise<void> {
  const { ctx, at, talk, to } = post
  if (replies.length === 0) return
  if (await isSuppressed(ctx.db, talk.brand, 'email', to)) return refuse(post, replies, 'suppressed')
  // An administrator is told already; it waits, as every mail of this box does.
  if (at.row.state === 'needs-reauth') runAgainAt(later(ctx, PAUSED_MS))
  const about = await linkToSend(ctx, talk.id)
  const sealed = await seal(post, replies, about)
  if (sealed === null) return
  const { letter } = sealed
  const step = { text: letter.text, attachments: letter.attachments }
  const reach = reachOf(ctx, at.row, AbortSignal.timeout(SEND_MS))
  await settle(post, sealed, await at.adapter.send(step, letter, at.account, reach))
}

/** Null when everything was read meanwhile. */
async function seal(
  { ctx, at, talk, to }: Post,
  wanted: readonly Unread[],
  about: NonNullable<Outbound['case']> | null,
): Promise<Sealed | null> {
  const brand = (await brandById(ctx.db, talk.brand))?.name ?? ''
  return ctx.transaction(async (tx) => {
    const replies = await claim(tx, talk.id, wanted)
    const [first] = replies
    if (first === undefined) return null
    const frame = {
      to,
      brand,
      link: await windowLink(ctx, tx, talk.id),
      origin: originOf(ctx.config),
      refs: await mailsBefore(tx, talk.id),
      about,
    }
    const letter = letterOf(talk, first, replies, frame)
    const foretold = at.adapter.foretell?.(letter, at.account)
    const { conversationId, messageId } = letter
    if (foretold !== undefined) await keepAliases(tx, at.row.id, { conversationId, messageId }, foretold)
    const written = await writeClaim(tx, talk.id, replies, { account: at.row.id, ref: foretold?.ref ?? messageId })
    return { letter, messages: replies.map(({ id }) => id), ...written }
  })
}

async function settle(post: Post, sealed: Sealed, result: SendResult): Promise<void> {
  const { ctx, talk } = post
  switch (result.class) {
    case 'accepted':
    case 'duplicate':
      return arrived(ctx, talk.id, sealed.messages)
    case 'retry':
      return retry(post, sealed, result.error, result.after)
    case 'unknown':
      return inDoubt(ctx, talk.id, sealed.messages, result.error)
    case 'auth':
      return pause(post, sealed, result.error)
    case 'permanent':
      return fail(ctx, talk.id, sealed.messages, result.error)
  }
}

const later = (ctx: Context, ms: number): Date => new Date(ctx.clock.now().getTime() + ms)

const arrived = (ctx: Context, conversationId: ConversationId, messageIds: MessageId[]): Promise<void> =>
  ctx.transaction(async (tx) => {
    await markClaim(tx, conversationId, messageIds, { state: 'accepted', error: null, at: tx.clock.now() })
    await noteWay(tx, { conversationId, messageIds, channel: 'email' })
  })

/** The whole mail may have left: it is shown so, and not sent again. */
export const inDoubt = (ctx: Context, conversationId: ConversationId, messageIds: MessageId[], error: string) =>
  ctx.transaction(async (tx) => {
    await markClaim(tx, conversationId, messageIds, { state: 'unknown', error, at: tx.clock.now() })
    await noteWay(tx, { conversationId, messageIds, channel: 'email', why: 'mail-unknown' })
  })

async function retry({ ctx, at, talk }: Post, sealed: Sealed, error: string, after: Date | null): Promise<void> {
  const now = ctx.clock.now()
  const until = sealed.firstAt.getTime() + at.adapter.capabilities.retryFor.total('milliseconds')
  if (now.getTime() > until) return fail(ctx, talk.id, sealed.messages, error)
  await markClaim(ctx.db, talk.id, sealed.messages, { state: 'waiting', error, at: now })
  runAgainAt(after ?? later(ctx, backOffMs(sealed.tries - 1)))
}

async function pause({ ctx, at, talk }: Post, sealed: Sealed, error: string): Promise<void> {
  await markClaim(ctx.db, talk.id, sealed.messages, { state: 'waiting', error, at: ctx.clock.now() })
  await ctx.transaction((tx) => tellState(tx, at.row, { state: 'needs-reauth', detail: error }))
  runAgainAt(later(ctx, PAUSED_MS))
}

/** It is in the window and nowhere else: the advisor sees that, and why. */
const fail = (ctx: Context, conversationId: ConversationId, messageIds: MessageId[], why: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    await markClaim(tx, conversationId, messageIds, { state: 'failed', error: why, at: tx.clock.now() })
    for (const messageId of messageIds) await recordDelivery(tx, { conversationId, messageId, state: 'failed', why })
  })

/** Known before anything leaves. */
const refuse = ({ ctx, at, talk }: Post, wanted: readonly Unread[], why: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const replies = await claim(tx, talk.id, wanted)
    const messageIds = replies.map(({ id }) => id)
    if (replies.length === 0) return
    await writeClaim(tx, talk.id, replies, { account: at.row.id, ref: talk.id })
    await markClaim(tx, talk.id, messageIds, { state: 'failed', error: why, at: tx.clock.now() })
    for (const messageId of messageIds)
      await recordDelivery(tx, { conversationId: talk.id, messageId, state: 'failed', why })
  })
