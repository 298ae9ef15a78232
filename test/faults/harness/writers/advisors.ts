import { newId } from '#kernel/ids'
import { insist } from '../insist.ts'
import { type Ledger, textOf } from '../ledger.ts'
import { steadily, type Writers } from './steadily.ts'

/** A conversation whose customer has said what they wanted to say. */
export interface Quiet {
  id: string
  lastSeq: number
}

/** Advisors who answer those conversations in turn, over and over: one answer each so many milliseconds. */
export function startAdvisors(
  url: string,
  keys: readonly string[],
  quiet: readonly Quiet[],
  ledger: Ledger,
  everyMs: number,
): Writers {
  let turn = 0
  const answer = async (): Promise<void> => {
    const at = quiet[turn % quiet.length]
    const key = keys[turn % keys.length]
    turn += 1
    if (at === undefined) return
    const entry = ledger.next(at.id)
    const body = { id: newId(), text: textOf(entry, 'answer'), seenSeq: at.lastSeq }
    await insist(`${url}/api/v1/conversations/${at.id}/messages`, entry, body, key)
  }
  return steadily([{ everyMs, act: answer }])
}
