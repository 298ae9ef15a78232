import { outcomeOf, type Passage } from '#kernel/mail'
import type { SendResult } from '../../port/outbound.ts'

/** How a mail's passage ended, as the port says it. The mail is known by its Message-ID, whatever the server calls it. */
export function resultOf(passage: Passage, ref: string): SendResult {
  const outcome = outcomeOf(passage)
  if (outcome.class === 'accepted') return { class: 'accepted', ref }
  return outcome.class === 'retry' ? { ...outcome, after: null } : outcome
}
