import type { Priority } from './contract.ts'
import type { Impact, Responsibility } from './shapes.ts'

const table: Record<Impact, Record<Responsibility, Priority>> = {
  interrupted: { ours: 'P1', shared: 'P2', theirs: 'P3' },
  degraded: { ours: 'P2', shared: 'P3', theirs: 'P3' },
  minor: { ours: 'P3', shared: 'P3', theirs: 'P4' },
  question: { ours: 'P3', shared: 'P4', theirs: 'P4' },
}

/** Impact × whose responsibility. P1 means: the service is interrupted and it is ours to mend. */
export const priorityOf = (impact: Impact, responsibility: Responsibility): Priority => table[impact][responsibility]
