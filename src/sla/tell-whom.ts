import { whoMay } from '#kernel/access'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { tell } from '#notices'

/** Whoever has the conversation is told; while nobody has, those who lead its queue. Once each, for each time it was due. */
export async function tellWhom(tx: Tx, event: StoredEvent<'clock.warned' | 'clock.breached'>): Promise<void> {
  const { name, brand, scopes, subject, data } = event
  if (brand === null) return
  const code = name === 'clock.breached' ? 'breached' : 'due'
  const agents = data.agentId === undefined ? await whoMay(tx, 'queue.manage', { brand, scopes }) : [data.agentId]
  for (const agent of agents)
    await tell(tx, {
      agent,
      kind: 'warning',
      about: { kind: 'conversation', id: subject },
      where: { brand, scopes },
      data: { code, clock: data.clock },
      key: `clock:${data.clockId}:${code}:${data.dueAt}`,
    })
}
