import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { changePresence, lockPresence } from './change-presence.ts'

/** The state that comes with the product for notes after a conversation; an operator may call it otherwise, or remove it. */
const WRAP_UP = '01900000-0000-7000-8000-000000000502'

/** Who has just settled a conversation has the time its channel gives for notes, before anything new is offered. */
export async function wrapUp(tx: Tx, event: StoredEvent<'work-item.done'>): Promise<void> {
  const { agentId, channel, why, themselves } = event.data
  if (agentId === undefined || channel === undefined || why !== 'solved' || themselves !== true) return
  const slots = await tx
    .selectFrom('routing.channel_slots')
    .select('wrap_up_seconds as seconds')
    .where('channel', '=', channel)
    .executeTakeFirst()
  if (slots === undefined || slots.seconds === 0) return
  const now = await lockPresence(tx, agentId)
  const until = new Date(event.at.getTime() + slots.seconds * 1_000)
  const wraps = now?.state === 'busy' && now.reason === 'wrap-up' && now.until !== null && now.until < until
  if (until <= tx.clock.now() || (now?.state !== 'available' && !wraps)) return
  await changePresence(tx, agentId, { state: 'busy', as: await known(tx), reason: 'wrap-up', until })
}

async function known(tx: Tx): Promise<string | null> {
  const state = await tx
    .selectFrom('routing.presence_state')
    .select('id')
    .where('id', '=', WRAP_UP)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return state?.id ?? null
}
