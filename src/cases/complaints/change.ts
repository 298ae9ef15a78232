import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish, type StoredEvent } from '#kernel/events'
import type { Context } from '#kernel/registry'
import { complaintFact, complaintFor, heldComplaints, lockComplaint } from './complaint.ts'
import type { Complaint } from './contract.ts'
import { clocksOf } from './make-complaint.ts'
import type { LetterKind } from './pack.ts'
import { packBy } from './packs.ts'
import { presentComplaint } from './present.ts'
import { settleComplaint } from './settle.ts'

type Held = Awaited<ReturnType<typeof lockComplaint>>

const change = (ctx: Context, id: string, how: (tx: Tx, complaint: Held) => Promise<boolean>): Promise<Complaint> =>
  ctx.transaction(async (tx) => {
    const before = await lockComplaint(tx, ctx.actor, id)
    if (await how(tx, before)) await settleComplaint(tx, await complaintFor(ctx.actor, id, tx, 'complaint.manage'))
    return presentComplaint(tx, await complaintFor(ctx.actor, id, tx, 'complaint.manage'), tx.clock.now())
  })

const mark = (tx: Tx, { matter }: Held, type: 'complaint' | 'matter') =>
  sql`update cases.matter set type = ${type}, rev = rev + 1 where id = ${matter}`.execute(tx)
const dataOf = ({ conversation_id: conversationId }: Held) => ({ conversationId })

/** It was no complaint: nothing runs any more. */
export const withdrawComplaint = (ctx: Context, id: string): Promise<Complaint> =>
  change(ctx, id, async (tx, complaint) => {
    if (complaint.withdrawn_at !== null) return false
    await sql`update cases.complaint set withdrawn_at = ${tx.clock.now()} where id = ${id}`.execute(tx)
    await mark(tx, complaint, 'matter')
    await publish(tx, 'complaint.withdrawn', { ...complaintFact(complaint), data: dataOf(complaint) })
    return true
  })

export const reopenComplaint = (ctx: Context, id: string): Promise<Complaint> =>
  change(ctx, id, async (tx, complaint) => {
    if (complaint.withdrawn_at === null) return false
    await sql`update cases.complaint set withdrawn_at = null where id = ${id}`.execute(tx)
    await mark(tx, complaint, 'complaint')
    await publish(tx, 'complaint.reopened', { ...complaintFact(complaint), data: dataOf(complaint) })
    return true
  })

/** An ombudsman recommended something: the pack says by when it must be answered. */
export const recommendOn = (ctx: Context, id: string): Promise<Complaint> =>
  change(ctx, id, async (tx, complaint) => {
    if (complaint.recommended_at !== null) return false
    if (complaint.withdrawn_at !== null)
      throw new Problem('too_late', 'This is no complaint any more. Take that back first; nothing was changed.')
    const pack = packBy(complaint.pack)
    const { kind, brand_id } = complaint
    const asked = { kind, answerDays: null, event: 'recommended' } as const
    const more = pack === undefined ? [] : await clocksOf(tx, ctx, { brand_id }, { pack, ...asked })
    await sql`
      update cases.complaint set recommended_at = ${tx.clock.now()}, clocks = clocks || ${JSON.stringify(more)}::jsonb
      where id = ${id}`.execute(tx)
    await publish(tx, 'complaint.recommended', { ...complaintFact(complaint), data: dataOf(complaint) })
    return true
  })

/** A letter that was taken back in its first seconds was none. */
export async function forgetLetter(tx: Tx, { data }: StoredEvent<'reply.withdrawn'>): Promise<void> {
  const { rows } = await sql<{ complaint: string; kind: LetterKind }>`
    delete from cases.complaint_letter where message_id = ${data.messageId} returning complaint_id as complaint, kind`.execute(
    tx,
  )
  for (const { complaint: id, kind } of rows) {
    const complaint = (await heldComplaints(sql`k.id = ${id} for update of k`).execute(tx)).rows[0]
    if (complaint === undefined) continue
    await settleComplaint(tx, complaint)
    await publish(tx, 'complaint.unlettered', { ...complaintFact(complaint), data: { ...dataOf(complaint), kind } })
  }
}
