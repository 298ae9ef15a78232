import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { enqueue } from '#kernel/jobs'
import { brandById } from '#people'
import type { AllPhrases } from './phrases.ts'
import { sumUp } from './sum-up.ts'

/** A customer wrote while the bot holds: its turn comes as a job, so that nothing waits for it. */
export async function queueTurn(tx: Tx, { subject, data }: StoredEvent<'message.received'>): Promise<void> {
  if (data.holder !== 'bot') return
  const { messageId, seq } = data
  await enqueue(tx, 'bot.turn', { conversationId: subject, messageId, seq }, { key: messageId, lane: subject })
}

/** Taken from the bot without its own hand-over (a press on "person" beside the window, a silent bot): the advisor gets the summary all the same. */
export const sumUpAfter =
  (all: AllPhrases) =>
  async (tx: Tx, { subject, brand: brandId, data }: StoredEvent<'conversation.handed'>): Promise<void> => {
    if (data.from !== 'bot') return
    const state = await tx.selectFrom('bot.state').selectAll().where('conversation_id', '=', subject).executeTakeFirst()
    const brand = brandId === null ? null : await brandById(tx, brandId)
    if (state === undefined || state.summed_up_at !== null || brand === null) return
    await sumUp(tx, all, { id: subject, brand, lang: state.lang, talk: state.talk, reason: data.reason })
  }
