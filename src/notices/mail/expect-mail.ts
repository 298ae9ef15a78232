import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { App } from '#kernel/registry'
import { type Choices, wayOf } from './choice.ts'
import { choicesOf } from './choices-of.ts'
import { dueOf } from './due.ts'
import { pendingOf } from './pending-of.ts'

/** Somebody was told something: when it is due by mail it is looked at again. */
export async function expectMail(tx: Tx, event: StoredEvent<'notice.created'>, { config }: App): Promise<void> {
  const { agentId, noticeId } = event.data
  if (config.staffMail === null) return
  const choices = await choicesOf(tx, agentId)
  if (choices === null) return
  const notice = await tx
    .selectFrom('notices.notice')
    .select(['kind', 'at'])
    .where('id', '=', noticeId)
    .executeTakeFirst()
  if (notice !== undefined) await expect(tx, agentId, choices, notice)
}

/** Everything that waits, after the choices have changed. */
export async function expectAll(tx: Tx, agent: AgentId, choices: Choices): Promise<void> {
  for (const notice of await pendingOf(tx, agent, tx.clock.now())) await expect(tx, agent, choices, notice)
}

async function expect(tx: Tx, agentId: AgentId, choices: Choices, { kind, at }: { kind: string; at: Date }) {
  const way = wayOf(choices, kind)
  const due = dueOf(choices, kind, at)
  if (due === null || way === 'app') return
  await enqueue(tx, 'notices.send-mail', { agentId, way }, { key: `${way}:${agentId}`, at: due })
}
