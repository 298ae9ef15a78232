import type { Selectable } from 'kysely'
import type { Id } from '#kernel/ids'
import type { MatterTable } from './tables.ts'

export type CaseId = Id<'case'>
export type Matter = Selectable<MatterTable>

/** What the contact is told of where it stands: nobody has it yet, somebody does, we wait for the contact, it is settled. */
export type CaseStatus = 'received' | 'working' | 'waiting' | 'settled'
/** How a conversation came to a case: it opened it, or who said so. */
export type JoinedBy = 'self' | 'suggestion' | 'reference' | 'person' | 'merge'

export interface Standing {
  status: string
  holder: string
}

/** Where a case stands, by its conversations: whatever still moves decides, and what was promised keeps it open. */
export function statusOf(talks: readonly Standing[], promised = false): CaseStatus {
  const is = (status: string): Standing[] => talks.filter((talk) => talk.status === status)
  if (is('open').some(({ holder }) => holder === 'agent') || is('snoozed').length > 0) return 'working'
  if (is('open').length > 0) return 'received'
  if (is('pending').length > 0) return 'waiting'
  return promised ? 'working' : 'settled'
}
