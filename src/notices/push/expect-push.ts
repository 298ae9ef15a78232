import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { enqueue } from '#kernel/jobs'
import { choicesOf } from '../mail/choices-of.ts'
import { freeOf } from '../mail/due.ts'

/** Somebody was told something: their browsers are told at once, or when their quiet hours are over. */
export async function expectPush(tx: Tx, event: StoredEvent<'notice.created'>): Promise<void> {
  const { agentId, noticeId } = event.data
  const devices = await tx.selectFrom('notices.push_device').select('id').where('agent_id', '=', agentId).execute()
  if (devices.length === 0) return
  const notice = await tx
    .selectFrom('notices.notice')
    .select(['kind', 'at'])
    .where('id', '=', noticeId)
    .executeTakeFirst()
  if (notice === undefined) return
  const choices = await choicesOf(tx, agentId)
  const at = choices === null ? notice.at : freeOf(choices, notice.kind, notice.at)
  for (const { id } of devices)
    await enqueue(tx, 'notices.push', { noticeId, deviceId: id }, { key: `${noticeId} ${id}`, at })
}
