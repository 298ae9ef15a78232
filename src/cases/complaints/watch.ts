import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'
import { complaintFact, type HeldComplaint, heldComplaints, warnComplaintAt } from './complaint.ts'

/** Before a time is over its owner is warned, those who lead where nobody owns it; once it is, both are told. */
export async function watchComplaint(ctx: Context, { complaintId: id }: { complaintId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const complaint = (await heldComplaints(sql`k.id = ${id} for update of k`).execute(tx)).rows[0]
    const { due_at: due } = complaint ?? { due_at: null }
    if (complaint === undefined || due === null) return
    const now = tx.clock.now()
    if (due <= now) return late(tx, complaint, due)
    const at = warnComplaintAt(complaint)
    if (at === null || at > now) return again(tx, id, at ?? due)
    if (complaint.warned_for?.getTime() !== due.getTime()) await warn(tx, complaint, due)
    await again(tx, id, due)
  })
}

const again = (tx: Tx, id: string, at: Date) =>
  enqueue(tx, 'cases.watch-complaint', { complaintId: id }, { key: id, at })

async function warn(tx: Tx, complaint: HeldComplaint, due: Date): Promise<void> {
  await sql`update cases.complaint set warned_for = ${due}, rev = rev + 1 where id = ${complaint.id}`.execute(tx)
  const told = complaint.owner_id === null ? await leaders(tx, complaint) : [complaint.owner_id]
  for (const agent of told) await tellOf(tx, complaint, agent, 'complaint')
}

async function late(tx: Tx, complaint: HeldComplaint, due: Date): Promise<void> {
  if (complaint.late_for?.getTime() === due.getTime()) return
  await sql`update cases.complaint set late_for = ${due}, rev = rev + 1 where id = ${complaint.id}`.execute(tx)
  await publish(tx, 'complaint.late', {
    ...complaintFact(complaint),
    data: { conversationId: complaint.conversation_id, dueAt: due.toISOString() },
  })
  const told = new Set([
    ...(complaint.owner_id === null ? [] : [complaint.owner_id]),
    ...(await leaders(tx, complaint)),
  ])
  for (const agent of told) await tellOf(tx, complaint, agent, 'complaint-late')
}

const leaders = (tx: Tx, { brand_id: brand, scopes }: HeldComplaint): Promise<AgentId[]> =>
  whoMay(tx, 'complaint.lead', { brand, scopes })

const tellOf = (
  tx: Tx,
  { id, brand_id: brand, conversation_id: conversation, due_at: due, scopes }: HeldComplaint,
  agent: AgentId,
  code: 'complaint' | 'complaint-late',
): Promise<boolean> =>
  tell(tx, {
    agent,
    kind: 'warning',
    about: { kind: 'conversation', id: conversation },
    where: { brand, scopes },
    data: { code, since: (due ?? tx.clock.now()).toISOString() },
    key: `${code}:${id}:${due?.toISOString() ?? ''}`,
  })
