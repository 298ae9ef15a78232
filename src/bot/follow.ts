import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { enqueue } from '#kernel/jobs'
import { sumUp } from './sum-up.ts'
import { newTalk } from './talk.ts'

/** A customer wrote while the bot holds: its turn comes as a job, so that nothing waits for it. */
export async function queueTurn(tx: Tx, { subject, data }: StoredEvent<'message.received'>): Promise<void> {
  if (data.holder !== 'bot') return
  const { messageId, seq } = data
  await enqueue(tx, 'bot.turn', { conversationId: subject, messageId, seq }, { key: messageId, lane: subject })
}

/** Taken from the bot without its own hand-over (a press on "person" beside the window, a silent bot): the advisor gets the summary all the same. */
export async function sumUpAfter(tx: Tx, { subject, data }: StoredEvent<'conversation.handed'>): Promise<void> {
  if (data.from !== 'bot') return
  const state = await tx.selectFrom('bot.state').selectAll().where('conversation_id', '=', subject).executeTakeFirst()
  if (state === undefined || state.summed_up_at !== null) return
  const talk = { ...newTalk, ...state.talk }
  await sumUp(tx, { id: subject, lang: state.lang, talk, reason: data.reason })
}
