import { sql, type Tx } from '#kernel/db'
import type { HeldContact } from '../contacts/contact-for.ts'
import type { StandingKind } from './shapes.ts'

/** Ends what is open of this kind; answers the ids. A merge may have brought a second of the same kind along. */
export async function closeStanding(
  tx: Tx,
  contact: Pick<HeldContact, 'id'>,
  kind: StandingKind,
  why: 'over' | 'ended' | 'replaced',
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update people.standing set ended_at = ${tx.clock.now()}, ended_why = ${why}
    where contact_id = ${contact.id} and kind = ${kind} and ended_at is null returning id`.execute(tx)
  return rows.map(({ id }) => id)
}
