import { promiseAsBot, spotted } from '#cases'
import type { Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import type { Move } from './decide.ts'
import type { Room } from './room.ts'
import { sentenceOf } from './speech.ts'

/** Who wrote while nobody was there is at the front of the list: they have their answer so soon after opening. */
const ANSWERED_AFTER_MS = 3_600_000

type Told = Omit<Parameters<typeof promiseAsBot>[2], 'conversation' | 'message'>

/** What this turn says will happen: by what the bot does itself, or in the words of what it found. */
function toldBy(app: App, room: Room, move: Move, now: Temporal.Instant): Told | null {
  if (move.handover !== undefined && room.opensAt !== null)
    return {
      kind: 'answer',
      what: sentenceOf(room, 'handoverClosed', { when: room.opensAgain ?? '' }),
      due: new Date(room.opensAt.epochMilliseconds + ANSWERED_AFTER_MS),
    }
  const where = { now, zone: room.brand.hours.timeZone, lang: room.lang }
  return move.article === undefined ? null : spotted(app, move.article.summary, where)
}

/** Keeps it as a promise: watched, and on the customer's page. */
export async function keepWord(
  tx: Tx,
  app: App,
  { room, move, conversation, message }: { room: Room; move: Move; conversation: ConversationId; message: MessageId },
): Promise<void> {
  const told = toldBy(app, room, move, tx.clock.instant())
  if (told !== null) await promiseAsBot(tx, app, { conversation, message, ...told })
}
