import { sql, type Tx } from '#kernel/db'
import { enqueue } from '#kernel/jobs'
import { type HeldComplaint, nextDue, warnComplaintAt } from './complaint.ts'
import { decisions, followedAt, type Letter, lettersOf } from './present.ts'

/** Where a complaint stands follows from its letters; what still runs is watched. */
export async function settleComplaint(tx: Tx, complaint: HeldComplaint): Promise<void> {
  const letters = await lettersOf(tx, [complaint.id])
  const first = (is: (letter: Letter) => boolean) => letters.find(is)?.sent_at ?? null
  const last = letters.filter(({ kind }) => decisions.has(kind)).at(-1)
  const now = {
    ...complaint,
    referenced_at: first(({ durable }) => durable),
    acknowledged_at: first(({ kind }) => kind !== 'reference'),
    decided_at: first(({ kind }) => decisions.has(kind)),
    deadlock_at: first(({ kind }) => kind === 'deadlock'),
    followed: followedAt(complaint, letters),
  }
  const due = nextDue(complaint.clocks, now)
  await sql`
    update cases.complaint set referenced_at = ${now.referenced_at}, acknowledged_at = ${now.acknowledged_at},
      decided_at = ${now.decided_at}, outcome = ${last?.kind ?? null}, deadlock_at = ${now.deadlock_at}, due_at = ${due}, rev = rev + 1
    where id = ${complaint.id}`.execute(tx)
  await watchFrom(tx, { ...complaint, due_at: due })
}

export async function watchFrom(tx: Tx, complaint: HeldComplaint): Promise<void> {
  const at = warnComplaintAt(complaint)
  if (at !== null) await enqueue(tx, 'cases.watch-complaint', { complaintId: complaint.id }, { key: complaint.id, at })
}
