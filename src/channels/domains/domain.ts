import { randomBytes } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { BrandId } from '#kernel/ids'

export type RecordState = 'ok' | 'missing' | 'wrong' | 'unknown'
/** What was seen of one record: `unknown` when nobody has looked yet, or the DNS did not answer. */
export interface Seen {
  state: RecordState
  found: string[]
  /** To be set in place of what is there; null: what is wanted by itself. */
  instead: string | null
}

export interface KeyOf {
  selector: string
  publicKey: string
  seenAt: Date | null
  retiredAt: Date | null
}
/** A sending domain with all that its records are made of. */
export interface SendingDomain {
  id: string
  brand: BrandId
  domain: string
  returnHost: string | null
  sentBy: string | null
  /** Servers of the connected mailboxes in this domain. */
  servers: readonly string[]
  /** Newest first. */
  keys: readonly KeyOf[]
  found: Readonly<Record<string, Seen>>
  checkedAt: Date | null
  returnSeenAt: Date | null
  rev: number
}

const NAME = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/

/** As the DNS spells it; null when it is no name of a domain below a top level. */
export function cleanHost(text: string): string | null {
  if (/[\s/\\?#@:]/.test(text.trim())) return null
  const ascii = domainToASCII(text.trim().replace(/\.$/, '')).toLowerCase()
  return NAME.test(ascii) ? ascii : null
}

const MECHANISM = /^[+]?(?:a|mx|include|exists|ip4|ip6|ptr)(?:[:/][A-Za-z0-9._:/%{}-]{1,200})?$/i

/** SPF mechanisms, one space between them; null when one of them is none. `all` is ours to say. */
export function cleanMechanisms(text: string): string | null {
  const words = text.trim().split(/\s+/)
  return words.length <= 10 && words.every((word) => MECHANISM.test(word)) ? words.join(' ') : null
}

/** Never used twice, so that a record that was left behind is never taken for a new one. */
export const newSelector = (now: Date): string =>
  `sb${now.toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(3).toString('hex')}`
