import { createHash } from 'node:crypto'
import { newId, newToken } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Notice } from '../contract.ts'
import type { NoticeRow } from '../present.ts'
import type { SendMail } from './send-mail.ts'

export interface Mail {
  id: string
  /** Of the link that ends digests; null when it is none. */
  token: string | null
  notices: readonly Notice[]
}

/**
 * Writes a mail down before it leaves, and marks its notices with it: whoever dies in between has perhaps told them, and nobody tells
 * them twice. Null when nothing is left to tell: read meanwhile, told by another node, or no longer the agent's to see.
 */
export const claimMail = (
  ctx: Context,
  { agentId, way }: SendMail,
  due: readonly NoticeRow[],
  seen: readonly Notice[],
): Promise<Mail | null> =>
  ctx.transaction(async (tx) => {
    if (due.length === 0) return null
    const now = tx.clock.now()
    const marked = await tx
      .updateTable('notices.notice')
      .set({ mailed_at: now })
      .where(
        'id',
        'in',
        due.map(({ id }) => id),
      )
      .where('mailed_at', 'is', null)
      .where('read_at', 'is', null)
      .returning('id')
      .execute()
    const ids = new Set(marked.map(({ id }) => id))
    const notices = seen.filter(({ id }) => ids.has(id))
    if (notices.length === 0) return null
    const [id, token] = [newId(), way === 'digest' ? newToken() : null]
    const token_hash = token === null ? null : hashOf(token)
    await tx
      .insertInto('notices.mail')
      .values({ id, agent_id: agentId, way, state: 'sending', token_hash, at: now })
      .execute()
    await tx
      .updateTable('notices.notice')
      .set({ mail_id: id })
      .where(
        'id',
        'in',
        notices.map((one) => one.id),
      )
      .execute()
    return { id, token, notices }
  })

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
