import type { RecordState, Seen } from './domain.ts'
import type { Wanted } from './wanted.ts'

/** Reads the answers of the DNS for one record. Texts are whole, MX records are their host's names. */
export function judge(wanted: Wanted, answers: readonly string[]): Seen {
  switch (wanted.kind) {
    case 'dkim':
      return judgeDkim(wanted, answers)
    case 'spf':
      return judgeSpf(wanted, answers)
    case 'dmarc':
      return judgeDmarc(answers)
    case 'return':
      return judgeReturn(wanted, answers)
  }
}

const told = (state: RecordState, found: readonly string[], instead: string | null = null): Seen => ({
  state,
  found: found.slice(0, 5).map((one) => one.slice(0, 600)),
  instead,
})

/** `k=v; k=v` by name; a name that comes twice counts as it came first. */
function tagsOf(text: string): Map<string, string> {
  const tags = new Map<string, string>()
  for (const part of text.split(';')) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim().toLowerCase()
    if (at > 0 && !tags.has(name)) tags.set(name, part.slice(at + 1).replace(/\s+/g, ''))
  }
  return tags
}

function judgeDkim({ value }: Wanted, answers: readonly string[]): Seen {
  const keys = answers.filter((text) => tagsOf(text).has('p'))
  if (keys.length === 0) return told(answers.length === 0 ? 'missing' : 'wrong', answers)
  const ours = tagsOf(value ?? '').get('p')
  // Of two keys under one name a receiver may take either.
  const right = keys.length === 1 && keys.every((text) => tagsOf(text).get('p') === ours)
  return told(right ? 'ok' : 'wrong', keys)
}

const isSpf = (text: string): boolean => /^v=spf1(?:\s|$)/i.test(text.trim())

function judgeSpf({ value }: Wanted, answers: readonly string[]): Seen {
  const [said, second] = answers.filter(isSpf)
  if (said === undefined) return told('missing', [])
  // Two are an error to every receiver.
  if (second !== undefined) return told('wrong', answers.filter(isSpf))
  const terms = wordsOf(said)
  const lacking = wordsOf(value ?? '').filter((term) => !isAll(term) && !has(terms, term))
  const ends = terms.some((term) => /^[-~]all$/i.test(term) || /^redirect=/i.test(term))
  return lacking.length === 0 && ends ? told('ok', [said]) : told('wrong', [said], withTerms(terms, lacking))
}

const wordsOf = (text: string): string[] => text.trim().split(/\s+/).slice(1)
const isAll = (term: string): boolean => /^[-~?+]?all$/i.test(term)
const plain = (term: string): string => term.toLowerCase().replace(/^\+/, '')
const has = (terms: readonly string[], wanted: string): boolean => terms.some((term) => plain(term) === plain(wanted))

/** Who sent before goes on sending. An end that lets everybody in is made one that does not. */
function withTerms(terms: readonly string[], lacking: readonly string[]): string {
  const kept = terms.filter((term) => !isAll(term))
  const end = terms.find((term) => /^[-~]all$/i.test(term)) ?? '~all'
  return [
    'v=spf1',
    ...kept.filter((term) => !/=/.test(term)),
    ...lacking,
    ...kept.filter((term) => /=/.test(term)),
    end,
  ].join(' ')
}

/** The domain's own, or one of a domain above it, which then holds for it. */
function judgeDmarc(answers: readonly string[]): Seen {
  const policies = answers.filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text.trim()))
  const [policy, second] = policies
  if (policy === undefined) return told('missing', [])
  const says = tagsOf(policy).get('p')?.toLowerCase() ?? ''
  const right = second === undefined && ['none', 'quarantine', 'reject'].includes(says)
  return told(right ? 'ok' : 'wrong', policies)
}

function judgeReturn({ value }: Wanted, answers: readonly string[]): Seen {
  const hosts = answers.map((host) => host.toLowerCase().replace(/\.$/, '')).filter((host) => host !== '')
  if (hosts.length === 0) return told('missing', [])
  const ours = value?.replace(/^\d+\s+/, '').replace(/\.$/, '')
  return told(ours === undefined || hosts.includes(ours) ? 'ok' : 'wrong', hosts)
}
