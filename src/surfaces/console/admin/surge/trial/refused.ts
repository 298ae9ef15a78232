import { ApiError } from '../../../../shared/client.ts'
import type { Words } from '../../../i18n/words.tsx'
import { toldBy } from '../../../state/told.ts'

const known: Record<string, string> = {
  'is not over yet': 'surge.try.notOver',
  'is no day': 'surge.try.noDay',
}

/** Why a plan cannot be tried on a day, in the reader's language; `say` names a day of the calendar. */
export function refusedBecause(error: unknown, t: Words['t'], say: (day: string) => string): string {
  const fault = faultOf(error)
  if (fault === null) return toldBy(error, t)
  const key = known[fault.why]
  if (key !== undefined) return t(key)
  if (fault.why !== 'is before the records') return toldBy(error, t)
  return fault.begins === null ? t('surge.try.noRecords') : t('surge.try.before', { day: say(fault.begins) })
}

function faultOf(error: unknown): { why: string; begins: string | null } | null {
  if (!(error instanceof ApiError) || !Array.isArray(error.problem.faults)) return null
  const [first]: { detail?: unknown }[] = error.problem.faults
  const { begins } = error.problem
  return { why: String(first?.detail), begins: typeof begins === 'string' ? begins : null }
}
