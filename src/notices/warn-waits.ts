import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { BrandId, ConversationId } from '#kernel/ids'
import { enqueueAll } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { type Talk, talksOf } from './shown-row.ts'
import { tell } from './tell.ts'

/** Whoever waits in a queue for longer than this is brought before those who lead. */
const TOO_LONG_MS = 30 * 60_000

const later = (since: Date): Date => new Date(since.getTime() + TOO_LONG_MS)

/** From now on somebody may be waiting in these queues: look again when it would be too long. */
export async function expectAnswers(
  tx: Tx,
  events: readonly StoredEvent<'conversation.started' | 'conversation.handed' | 'message.received'>[],
): Promise<void> {
  const since = new Map<ConversationId, Date>()
  for (const { subject, at, data } of events) {
    const holder = 'to' in data ? data.to : data.holder
    if (holder === 'queue' && !since.has(subject)) since.set(subject, at)
  }
  await lookAgain(tx, since)
}

const lookAgain = (tx: Tx, waiting: ReadonlyMap<ConversationId, Date>): Promise<void> =>
  enqueueAll(
    tx,
    'notices.warn-wait',
    [...waiting].map(([id, since]) => ({ payload: { conversationId: id }, key: id, at: later(since) })),
  )

const isWaiting = (talk: Talk | undefined): talk is Talk & { waitingSince: string } =>
  talk?.status === 'open' && talk.holder === 'queue' && talk.waitingSince !== null

/** Tells those who manage the queues, once for each wait. */
export async function warnWait(ctx: Context, job: { conversationId: ConversationId }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const talk = (await talksOf(ctx.app, tx, [job.conversationId])).get(job.conversationId)
    if (!isWaiting(talk)) return
    const since = new Date(talk.waitingSince)
    if (later(since) > tx.clock.now()) return lookAgain(tx, new Map([[job.conversationId, since]]))
    const where = await placeOf(tx, job.conversationId)
    if (where === undefined) return
    for (const agent of await whoMay(tx, 'queue.manage', where)) {
      await tell(tx, {
        agent,
        kind: 'warning',
        about: { kind: 'conversation', id: job.conversationId },
        where,
        data: { code: 'waiting', since: talk.waitingSince },
        key: `waiting:${job.conversationId}:${talk.waitingSince}`,
      })
    }
  })
}

/** Whose it is, as its last fact in the log says. */
async function placeOf(tx: Tx, id: ConversationId): Promise<{ brand: BrandId; scopes: string[] } | undefined> {
  const { rows } = await sql<{ brand: BrandId; scopes: string[] }>`
    select brand, scopes from kernel.event where subject = ${id} and brand is not null and name like 'conversation.%'
    order by seq desc limit 1`.execute(tx)
  return rows[0]
}
