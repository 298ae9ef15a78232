import type { Ask } from '../mail/trust/verify.ts'
import type { Seen } from './domain.ts'
import { judge } from './judge.ts'
import type { Wanted } from './wanted.ts'

/** Nobody answered: what was seen before stands. */
const silent: Seen = { state: 'unknown', found: [], instead: null }

/** Asks the DNS for one record and reads what it says. Never rejects. */
export async function look(ask: Ask, wanted: Wanted): Promise<Seen> {
  try {
    for (const host of wanted.kind === 'dmarc' ? upwards(wanted.host) : [wanted.host]) {
      const judged = judge(wanted, await answersOf(ask, host, wanted.type))
      if (judged.state !== 'missing') return judged
    }
    return { state: 'missing', found: [], instead: null }
  } catch {
    return silent
  }
}

/** A domain without a policy has that of the next one above: `_dmarc.a.b.example`, `_dmarc.b.example`. */
export function upwards(host: string): string[] {
  const labels = host.replace(/^_dmarc\./, '').split('.')
  return labels.slice(0, -1).map((_, at) => `_dmarc.${labels.slice(at).join('.')}`)
}

const NOTHING = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN'])

async function answersOf(ask: Ask, host: string, type: string): Promise<string[]> {
  try {
    const answers: readonly unknown[] = await ask(host, type)
    return answers.map(textOf)
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING.has(String(error.code))) return []
    throw error
  }
}

/** A text comes in pieces of 255 signs, an MX record as its host and priority. */
function textOf(answer: unknown): string {
  if (Array.isArray(answer)) return answer.join('')
  if (typeof answer === 'object' && answer !== null && 'exchange' in answer) return String(answer.exchange)
  return String(answer)
}
