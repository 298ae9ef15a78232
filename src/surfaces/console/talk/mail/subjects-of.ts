import type { Letter } from '#channels/contract'
import type { Message } from '#conversations/contract'

const PREFIX = /^\s*(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|antw|odp|pd|rép|rif|doorst|رد)\s*(?:\[\d+\])?\s*:\s*)+/i

/** A subject without what mail programs put before it. */
export const bareSubject = (subject: string): string => subject.replace(PREFIX, '').replace(/\s+/g, ' ').trim()

/** Which messages say another subject than the one before them. Exchanges with outsiders have a heading of their own. */
export function subjectsOf(
  messages: readonly Message[],
  letters: ReadonlyMap<string, Pick<Letter, 'subject'>>,
  first: string | null,
): ReadonlyMap<string, string> {
  const changed = new Map<string, string>()
  let now = bareSubject(first ?? '')
  for (const { id, mail, side, delivery } of messages) {
    const counts = side === null && delivery?.state !== 'withdrawn'
    const said = counts ? (letters.get(id)?.subject ?? mail?.subject ?? '') : ''
    const bare = bareSubject(said)
    if (bare === '' || bare === now) continue
    if (now !== '') changed.set(id, said)
    now = bare
  }
  return changed
}
