import { type BakedText, bakeText, conversationFor, handTo, type Row, sendAsBot } from '#conversations'
import { bot } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { JobMap } from '#kernel/jobs'
import { enqueue } from '#kernel/jobs'
import type { App, Context } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { decide, type Move } from './decide.ts'
import { enter } from './enter.ts'
import { type AllPhrases, say } from './phrases.ts'
import { keepWord } from './promises.ts'
import type { Room } from './room.ts'
import { saveTalk } from './save-talk.ts'
import { enabled } from './settings.ts'
import { type Speech, speechOf } from './speech.ts'
import { sumUp } from './sum-up.ts'
import { turnId } from './turn-id.ts'

type Turn = JobMap['bot.turn']

const DONE_AFTER = { minutes: 10 }
/** An answer nobody came back about. */
const QUIET_AFTER = { hours: 24 }

/** The bot's turn after a customer's message. Tried again from its first line, it does nothing twice: all it does is one transaction. */
export async function takeTurn(ctx: Context, all: AllPhrases, turn: Turn): Promise<void> {
  const row = await conversationFor(bot, turn.conversationId, ctx.db)
  if (row.holder !== 'bot' || row.status === 'solved' || row.status === 'spam' || row.last_contact_seq > turn.seq)
    return
  if (!(await settingOf(ctx.app, enabled, row.brand_id))) return stepAside(ctx, turn)
  const room = await enter(ctx, all, row, turn.seq)
  if (room === null) return
  const move = decide(room)
  const speech = speechOf(room, move)
  const baked = await bakeText(speech.text)
  await ctx.app.context(bot).transaction((tx) => act(tx, room, move, { app: ctx.app, turn, speech, baked }))
}

const stepAside = (ctx: Context, { conversationId }: Turn): Promise<void> =>
  ctx.app
    .context(bot)
    .transaction(
      async (tx) => void (await handTo(tx, bot, conversationId, { holder: 'queue', queue: null }, 'bot-off')),
    )

interface Said {
  app: App
  turn: Turn
  speech: Speech
  baked: BakedText
}

async function act(tx: Tx, room: Room, move: Move, said: Said): Promise<void> {
  if (!(await begin(tx, said.turn, move))) return
  const row = await speak(tx, room, move, said)
  if (row === null) return
  const { turn, app } = said
  const message = turnId(turn.conversationId, turn.messageId)
  await keepWord(tx, app, { room, move, conversation: turn.conversationId, message })
  const talk = { ...move.talk, introduced: true }
  await saveTalk(tx, { row, lang: room.lang, talk })
  await publish(tx, 'bot.turned', {
    brand: row.brand_id,
    subject: row.conversation_id,
    about: { contact: row.contact_id },
    scopes: row.scopes,
    data: { messageId: turn.messageId, outcome: move.outcome, ...(move.article && { articleId: move.article.id }) },
  })
  if (move.handover !== undefined) await handOver(tx, room, row, { ...move, talk, handover: move.handover })
  else await closeWhenQuiet(tx, turn, move)
}

/** False: this message had its turn. */
async function begin(tx: Tx, { conversationId, messageId }: Turn, { outcome }: Move): Promise<boolean> {
  const added = await tx
    .insertInto('bot.turn')
    .values({ conversation_id: conversationId, message_id: messageId, outcome, at: tx.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('message_id')
    .executeTakeFirst()
  return added !== undefined
}

const speak = (tx: Tx, room: Room, move: Move, { turn, speech, baked }: Said): Promise<Row | null> =>
  sendAsBot(tx, {
    conversationId: turn.conversationId,
    id: turnId(turn.conversationId, turn.messageId),
    baked,
    lang: room.lang,
    name: say(room.phrases, room.lang, 'name', { brand: room.brand.name }),
    seenSeq: turn.seq,
    acknowledgement: move.handover !== undefined,
    quickReplies: speech.quickReplies,
    cards: speech.cards,
  })

/** The bot may speak only while it holds, so its last word stands before the hand-over. */
async function handOver(tx: Tx, room: Room, row: Row, move: Move & { handover: string }): Promise<void> {
  await sumUp(tx, { id: row.conversation_id, lang: room.lang, talk: move.talk, reason: move.handover })
  const now = await handTo(tx, bot, row.conversation_id, { holder: 'queue', queue: null }, move.handover)
  await publish(tx, 'bot.handed-over', {
    brand: now.brand_id,
    subject: now.conversation_id,
    about: { contact: now.contact_id },
    scopes: now.scopes,
    data: { reason: move.handover },
  })
}

async function closeWhenQuiet(tx: Tx, turn: Turn, move: Move): Promise<void> {
  if (move.done !== true && move.outcome !== 'answered') return
  const wait = move.done === true ? DONE_AFTER : QUIET_AFTER
  const at = new Date(tx.clock.instant().add(wait).epochMilliseconds)
  const { conversationId, seq } = turn
  await enqueue(tx, 'bot.close-quiet', { conversationId, seq }, { key: `${conversationId} ${seq}`, at })
}
