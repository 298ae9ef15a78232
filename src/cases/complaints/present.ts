import type { Selectable } from 'kysely'
import { type Db, type RawBuilder, sql } from '#kernel/db'
import { agentsByIds } from '#people'
import { type HeldComplaint, heldComplaints, holdOf, stateOf } from './complaint.ts'
import type { Complaint } from './contract.ts'
import { packBy } from './packs.ts'
import type { ComplaintLetterTable } from './tables.ts'

export type Letter = Selectable<ComplaintLetterTable>

export const lettersOf = async (db: Db, ids: readonly string[]): Promise<Letter[]> =>
  ids.length === 0
    ? []
    : (
        await sql<Letter>`select * from cases.complaint_letter where complaint_id = any(${[...ids]}::uuid[])
          order by sent_at, message_id`.execute(db)
      ).rows

/** When what an ombudsman recommended was answered. */
export const followedAt = (
  { recommended_at: from }: Pick<HeldComplaint, 'recommended_at'>,
  letters: readonly Letter[],
) =>
  from === null ? null : (letters.find(({ kind, sent_at }) => decisions.has(kind) && sent_at > from)?.sent_at ?? null)

export const decisions: ReadonlySet<string> = new Set(['upheld', 'partly', 'refused'])

export async function presentComplaints(db: Db, found: readonly HeldComplaint[], now: Date): Promise<Complaint[]> {
  const letters = await lettersOf(
    db,
    found.map(({ id }) => id),
  )
  const people = await agentsByIds(
    db,
    found.flatMap(({ owner_id }) => owner_id ?? []),
  )
  return found.map((complaint) => {
    const mine = letters.filter(({ complaint_id }) => complaint_id === complaint.id)
    const { owner_id: owner } = complaint
    return {
      ...head(complaint),
      owner: owner === null ? null : { id: owner, name: people.get(owner)?.name ?? '' },
      clocks: complaint.clocks.map((clock) => ({
        name: clock.name,
        due: clock.due,
        state: stateOf(clock, { ...complaint, followed: followedAt(complaint, mine) }, now),
      })),
      hold: holdOf(packBy(complaint.pack), complaint, now),
      letters: mine.map(({ message_id: message, conversation_id: conversation, kind, durable, sent_at }) => ({
        ...{ message, conversation, kind, durable },
        at: sent_at.toISOString(),
      })),
    }
  })
}

const time = (at: Date | null): string | null => at?.toISOString() ?? null

const head = (complaint: HeldComplaint) => ({
  id: complaint.id,
  brand: complaint.brand_id,
  contact: complaint.contact_id,
  case: { id: complaint.matter, reference: complaint.reference },
  conversation: complaint.conversation_id,
  pack: complaint.pack,
  kind: complaint.kind,
  about: complaint.about,
  wants: complaint.wants,
  lang: complaint.lang,
  receivedAt: complaint.received_at.toISOString(),
  referencedAt: time(complaint.referenced_at),
  acknowledgedAt: time(complaint.acknowledged_at),
  decidedAt: time(complaint.decided_at),
  outcome: complaint.outcome,
  deadlockAt: time(complaint.deadlock_at),
  recommendedAt: time(complaint.recommended_at),
  withdrawnAt: time(complaint.withdrawn_at),
  due: time(complaint.due_at),
  rev: complaint.rev,
})

export const complaintsWhere = async (db: Db, where: RawBuilder<unknown>, now: Date): Promise<Complaint[]> =>
  presentComplaints(db, (await heldComplaints(where).execute(db)).rows, now)

export async function presentComplaint(db: Db, complaint: HeldComplaint, now: Date): Promise<Complaint> {
  const [shown] = await presentComplaints(db, [complaint], now)
  if (shown === undefined) throw new Error('A complaint went away between two statements.')
  return shown
}
