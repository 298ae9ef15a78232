import type { Db } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { NoticeRow } from '../present.ts'

/** Older ones nobody needs a mail about any more; longer than the longest quiet time. */
const KEPT_MS = 8 * 24 * 3600_000
const MOST = 100

/** What an agent has not read and no mail has told, oldest first. */
export const pendingOf = (db: Db, agent: AgentId, now: Date): Promise<NoticeRow[]> =>
  db
    .selectFrom('notices.notice')
    .selectAll()
    .where('agent_id', '=', agent)
    .where('read_at', 'is', null)
    .where('mailed_at', 'is', null)
    .where('at', '>', new Date(now.getTime() - KEPT_MS))
    .orderBy('at')
    .orderBy('id')
    .limit(MOST)
    .execute()
