import { createHash } from 'node:crypto'

export interface Split {
  local: string
  domain: string
  /** Behind the plus; null when there is none. */
  tag: string | null
}

/** An address in lower case, in its pieces; null when it is none. */
export function splitAddress(address: string): Split | null {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  if (at < 1 || at === lower.length - 1 || lower.length > 254) return null
  const [whole, domain] = [lower.slice(0, at), lower.slice(at + 1)]
  const plus = whole.indexOf('+')
  if (plus < 1) return { local: whole, domain, tag: null }
  return { local: whole.slice(0, plus), domain, tag: whole.slice(plus + 1) }
}

/** The address that a mail to it was meant for: itself, or with something behind a plus. */
export function baseOf(address: string): string | null {
  const split = splitAddress(address)
  return split === null ? null : `${split.local}@${split.domain}`
}

export function withTag(address: string, tag: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`
}

/** The same mailbox name at another host. */
export const withHost = (address: string, host: string): string =>
  `${address.slice(0, address.lastIndexOf('@') + 1)}${host}`

const TOKEN = /^(b-)?([a-z2-7]{26})$/

/** What a tag says: a conversation to go on in, or a message that came back; null when it is none of ours. */
export function readTag(tag: string): { kind: 'reply' | 'return'; token: string } | null {
  const [, back, token] = TOKEN.exec(tag) ?? []
  return token === undefined ? null : { kind: back === undefined ? 'reply' : 'return', token }
}

export const tagOf = (kind: 'reply' | 'return', token: string): string => (kind === 'reply' ? token : `b-${token}`)

/** As it is kept: whoever reads the table cannot write to the address. */
export const aliasOf = (kind: 'reply' | 'return', token: string): string =>
  `${kind}:${createHash('sha256').update(token).digest('base64url')}`
