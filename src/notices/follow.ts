import { agentOf, whoMay } from '#kernel/access'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { tell } from './tell.ts'

const where = ({ brand, scopes }: StoredEvent) => ({ brand, scopes })

/** Who was mentioned in a note, and may read it, is told. */
export async function followMentions(tx: Tx, event: StoredEvent<'note.written'>): Promise<void> {
  const { mentions, messageId } = event.data
  const author = agentOf(event.by)
  if (event.brand === null || mentions.length === 0) return
  const may = new Set(await whoMay(tx, 'conversation.read', { brand: event.brand, scopes: event.scopes }))
  for (const agent of new Set(mentions)) {
    if (agent === author || !may.has(agent)) continue
    await tell(tx, {
      agent,
      kind: 'mention',
      about: { kind: 'conversation', id: event.subject },
      where: where(event),
      data: { messageId, ...(author === null ? {} : { by: author }) },
      key: `mention:${messageId}`,
    })
  }
}

/** Who was given a conversation by another person is told. What the queue offers shows as an offer. */
export async function followAssignments(tx: Tx, event: StoredEvent<'conversation.handed'>): Promise<void> {
  const { to, agentId, reason } = event.data
  const author = agentOf(event.by)
  if (to !== 'agent' || agentId === undefined || author === null || author === agentId) return
  await tell(tx, {
    agent: agentId,
    kind: 'assignment',
    about: { kind: 'conversation', id: event.subject },
    where: where(event),
    data: { by: author, reason },
    key: `assignment:${event.pos}`,
  })
}
