import type { Trust } from '../../port/inbound-event.ts'
import { splitAddress } from '../address.ts'
import { allOf, type Header } from '../understand/mime/headers.ts'

const NOBODY: Trust = { by: null, spf: null, dkim: null, dmarc: null }

/** A verdict and whether somebody vouches for the address in From. */
export interface Verdict {
  trust: Trust
  vouched: boolean
  /** Domains whose signature holds. */
  signers: readonly string[]
}
export const nobodyVouches: Verdict = { trust: NOBODY, vouched: false, signers: [] }

/**
 * What our own mail server found out, by the header it writes. Only the topmost one with its name counts: servers put theirs on top and
 * take away what came under their name from outside.
 */
export function serverVerdict(headers: readonly Header[], authservId: string, from: string): Verdict {
  const own = allOf(headers, 'authentication-results').find((value) => servedBy(value) === authservId.toLowerCase())
  if (own === undefined) return nobodyVouches
  const parts = clauses(own)
  const domain = splitAddress(from)?.domain ?? ''
  const dmarc = first(parts, 'dmarc')
  const trust: Trust = {
    by: 'server',
    spf: first(parts, 'spf')?.result ?? null,
    dkim: first(parts, 'dkim')?.result ?? null,
    dmarc: dmarc?.result ?? null,
  }
  const vouched = dmarc?.result === 'pass' || (isSilent(dmarc?.result) && parts.some((part) => isAligned(part, domain)))
  const signatures = parts.filter(({ method, result }) => method === 'dkim' && result === 'pass')
  const signers = signatures.flatMap(({ properties }) => properties.get('header.d') ?? [])
  return { trust, vouched: vouched && domain !== '', signers }
}

/** Nothing was published by the sender's domain: then what is aligned counts by itself. */
export const isSilent = (dmarc: string | null | undefined): boolean =>
  dmarc === undefined || dmarc === null || dmarc === 'none'

interface Clause {
  method: string
  result: string
  properties: Map<string, string>
}

const servedBy = (value: string): string => withoutComments(value).trim().split(/[\s;]/)[0]?.toLowerCase() ?? ''

/** `dkim=pass header.d=example.org` by `dkim=pass …`; comments say nothing. */
function clauses(value: string): Clause[] {
  return withoutComments(value)
    .split(';')
    .slice(1)
    .flatMap((clause) => {
      const [head = '', ...rest] = clause.trim().toLowerCase().split(/\s+/)
      const [method = '', result = ''] = head.split('=')
      const pairs = rest.map((pair) => pair.split('=')).map(([name = '', said = '']) => [name, said] as const)
      return result === '' ? [] : [{ method, result, properties: new Map(pairs) }]
    })
}

function withoutComments(value: string): string {
  let text = value.slice(0, 8000)
  for (let depth = 0; depth < 5 && text.includes('('); depth++) text = text.replace(/\([^()]*\)/g, ' ')
  return text
}

const first = (parts: readonly Clause[], method: string): Clause | undefined =>
  parts.find((part) => part.method === method)

function isAligned({ method, result, properties }: Clause, domain: string): boolean {
  if (result !== 'pass') return false
  if (method === 'dkim') return sameDomain(properties.get('header.d') ?? '', domain)
  const sender = properties.get('smtp.mailfrom') ?? ''
  return method === 'spf' && sameDomain(sender.slice(sender.lastIndexOf('@') + 1), domain)
}

/** The very domain: which parents belong to one owner only a list of the world's registries could tell. */
export const sameDomain = (one: string, other: string): boolean =>
  one !== '' && one.toLowerCase() === other.toLowerCase()
