import { conversationFor, type Row, sendReply, stamp } from '#conversations'
import { allow, authorOf } from '#kernel/access'
import { originOf } from '#kernel/config'
import type { Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type ConversationId, newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { brandById } from '#people'
import type { Proof, ProofLevel } from './contract.ts'
import { end, hashOf, isOver, lockRequest, present, type Request, tell, tokenOf } from './request.ts'
import { minutesOf } from './setting.ts'
import { whyNot } from './ways.ts'
import { wordsIn } from './words.ts'

interface Wanted {
  id: string
  conversation: ConversationId
  level: ProofLevel
}

/**
 * Asks the customer, in the conversation, to prove a level on their own device. Said twice (same id) it is asked once; while
 * somebody's question is open, another is a `conflict`. When the message cannot go, nothing was asked.
 */
export async function askProof(ctx: Context, wanted: Wanted): Promise<Proof> {
  const request = await ctx.transaction((tx) => place(ctx, tx, wanted))
  if (request.ended_at === null) {
    try {
      await sendLink(ctx, request)
    } catch (error) {
      await ctx.transaction(async (tx) => {
        const locked = await lockRequest(tx, request.id)
        if (locked !== null && locked.request.ended_at === null) await end(tx, locked.row, locked.request, 'withdrawn')
      })
      throw error
    }
  }
  return present(ctx.db, request)
}

const refusals: Record<string, string> = {
  'why.proof-public': 'This conversation is public: everybody would have the link. Ask in private.',
  'why.closed': 'This conversation is closed for good.',
  'why.proof-window': 'Whoever reads in this window has proved no more by that. Ask for a code.',
  'why.proof-nothing':
    'We have no address on file that was known to be theirs, so there is nothing to prove it by. Ask them to come to a store with an identity document.',
}

async function place(ctx: Context, tx: Tx, { id, conversation, level }: Wanted): Promise<Request> {
  await conversationFor(ctx.actor, conversation, tx, 'conversation.reply')
  const row = await stamp(tx, conversation, {})
  allow(ctx.actor, 'conversation.reply', { brand: row.brand_id, scopes: row.scopes }, 'conversation')
  const said = await tx.selectFrom('proofs.request').selectAll().where('id', '=', id).executeTakeFirst()
  if (said !== undefined) {
    const same = said.conversation_id === conversation && said.level === level && said.asked_by === authorOf(ctx.actor)
    if (same) return said
    throw new Problem('id_reused', 'This id already belongs to another question. Ask again with a new id.')
  }
  await refuseSecond(tx, row)
  const why = await whyNot(tx, ctx.app, row, level, tx.clock.now())
  if (why !== null) throw new Problem('unprocessable', refusals[why] ?? 'This cannot be asked here.')
  const { linkMinutes, holdsMinutes } = await minutesOf(ctx.app, row.brand_id)
  const now = tx.clock.now()
  const expires = new Date(now.getTime() + linkMinutes * 60_000)
  const request = await tx
    .insertInto('proofs.request')
    .values({
      id,
      brand_id: row.brand_id,
      conversation_id: conversation,
      contact_id: row.contact_id,
      level,
      message_id: newId(),
      token_hash: hashOf(tokenOf(ctx.config.secrets[0] ?? '', id)),
      asked_by: authorOf(ctx.actor),
      asked_at: now,
      expires_at: expires,
      opened_at: null,
      ended_at: null,
      holds_minutes: holdsMinutes,
      until: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(tx, row, request)
  await enqueue(tx, 'proofs.expire', { id }, { key: id, at: expires })
  return request
}

/** One question at a time: two links would only confuse who reads them. */
async function refuseSecond(tx: Tx, row: Row): Promise<void> {
  const open = await tx
    .selectFrom('proofs.request')
    .selectAll()
    .where('conversation_id', '=', row.conversation_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (open === undefined) return
  if (isOver(open, tx.clock.now())) {
    await end(tx, row, open, 'expired')
    return
  }
  const { askedBy } = await present(tx, open)
  throw new Problem(
    'conflict',
    `${askedBy ?? 'Somebody'} has asked already and the customer has not answered. Wait, or take that question back first.`,
  )
}

async function sendLink(ctx: Context, request: Request): Promise<void> {
  const row = await conversationFor(ctx.actor, request.conversation_id, ctx.db)
  const brand = await brandById(ctx.db, request.brand_id)
  const lang = row.lang ?? brand?.languages[0] ?? null
  const words = wordsIn(lang)
  const query = lang === null ? '' : `?lang=${lang}`
  const token = tokenOf(ctx.config.secrets[0] ?? '', request.id)
  const url = `${originOf(ctx.config)}/b/${brand?.slug ?? ''}/prove/${token}${query}`
  const minutes = Math.round((request.expires_at.getTime() - request.asked_at.getTime()) / 60_000)
  const reply = {
    conversationId: request.conversation_id,
    id: request.message_id,
    text: [words.ask(minutes), url, words.never].join('\n\n'),
    seenSeq: row.last_contact_seq,
  }
  // The words are ours: there is nothing in them for a colleague to read over.
  await sendReply(ctx, reply, { approved: () => Promise.resolve() })
}
