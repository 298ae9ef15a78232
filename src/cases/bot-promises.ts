import { bot, system } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { sql } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type ConversationId, idFrom, type MessageId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { caseOf } from './case-for.ts'
import { endLocked } from './end-promise.ts'
import { insertPromise } from './make-promise.ts'
import { openByItself } from './open-by-itself.ts'
import { held, type PromiseKind } from './promise.ts'

export interface BotPromise {
  conversation: ConversationId
  /** The message that says it: it promises once, however often its turn is tried. */
  message: MessageId
  kind: PromiseKind
  what: string
  due: Date
}

/** What the bot says will happen is a promise like anybody's. It is whoever's works on the case, and the queue's until then. */
export async function promiseAsBot(tx: Tx, app: App, { message, due, ...said }: BotPromise): Promise<void> {
  if (due <= tx.clock.now()) return
  // The bot answers before the log has told of the case.
  await openByItself(tx, app, [said.conversation])
  const matter = await caseOf(system, said.conversation, tx)
  await insertPromise(tx, app, matter, { ...said, id: idFrom(`promise in ${message}`), due, owner: null, by: bot.id })
}

/** The answer that the bot said would come has come. */
export async function keepAnswered(tx: Tx, event: StoredEvent<'reply.sent'>, app: App): Promise<void> {
  const { subject, data } = event
  if (data.author !== 'agent' || data.acknowledgement === true) return
  const { rows } = await held(sql`
    p.conversation_id = ${subject} and p.made_by = ${bot.id} and p.kind = 'answer' and p.state = 'open' order by p.id
    for update of p`).execute(tx)
  for (const promise of rows) await endLocked(tx, app, promise, 'kept')
}
