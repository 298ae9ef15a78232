import type { Outbound, Plan, PlanFacts } from '../../port/outbound.ts'
import { splitAddress } from '../address.ts'

const MOST_FILE_BYTES = 25_000_000

/** One mail a reply. */
export function plan({ text, attachments, to }: Outbound, { suppressed }: PlanFacts): Plan {
  if (to === null || splitAddress(to.handle) === null) return { ok: false, reason: 'no-route' }
  if (suppressed) return { ok: false, reason: 'suppressed' }
  const bytes = attachments.reduce((sum, file) => sum + file.bytes, 0)
  return bytes > MOST_FILE_BYTES ? { ok: false, reason: 'media-refused' } : { ok: true, steps: [{ text, attachments }] }
}
