import { isIP } from 'node:net'
import { publicRecord } from '#kernel/mail'
import type { KeyOf, SendingDomain } from './domain.ts'

export type RecordKind = 'dkim' | 'spf' | 'dmarc' | 'return'
/** One record as it has to be set. */
export interface Wanted {
  kind: RecordKind
  type: 'TXT' | 'MX'
  host: string
  /** Null when only the operator can know it: any will do. */
  value: string | null
}

/** Where mails that come back reach us: the name of our own listener, when it is known. */
export interface Here {
  listener: string | null
}

/** The records of a domain, in the order in which they are best set. */
export function wantedRecords(of: SendingDomain, here: Here): Wanted[] {
  return [
    ...of.keys.filter((key) => key.retiredAt === null).map((key) => dkimRecord(of.domain, key)),
    { kind: 'spf', type: 'TXT', host: of.returnHost ?? of.domain, value: `v=spf1 ${mechanismsOf(of)} ~all` },
    { kind: 'dmarc', type: 'TXT', host: `_dmarc.${of.domain}`, value: 'v=DMARC1; p=none' },
    ...(of.returnHost === null ? [] : [returnRecord(of.returnHost, here)]),
  ]
}

export const dkimRecord = (domain: string, { selector, publicKey }: KeyOf): Wanted => ({
  kind: 'dkim',
  type: 'TXT',
  host: `${selector}._domainkey.${domain}`,
  value: publicRecord(publicKey),
})

const returnRecord = (host: string, { listener }: Here): Wanted => ({
  kind: 'return',
  type: 'MX',
  host,
  value: listener === null ? null : `10 ${listener}.`,
})

/** Who sends for the domain: what its administrator says, else the servers of its mailboxes, else whoever receives for it. */
export const mechanismsOf = ({ sentBy, servers }: SendingDomain): string =>
  sentBy ?? (servers.length === 0 ? 'mx' : [...new Set(servers.map(mechanism))].join(' '))

function mechanism(server: string): string {
  const family = isIP(server)
  return family === 0 ? `a:${server}` : `ip${family}:${server}`
}

/** Under one key what was seen of a record is kept. */
export const nameOf = ({ kind, host }: Wanted): string => `${kind} ${host}`

const PIECE = 250
/** The line of a zone file: a text longer than 255 signs stands there in pieces. */
export function zoneLine({ host, type }: Wanted, value: string): string {
  if (type === 'MX') return `${host}. IN MX ${value}`
  const pieces = (value.match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? []).map((piece) => `"${piece}"`)
  return `${host}. IN TXT ${pieces.length === 1 ? pieces[0] : `( ${pieces.join(' ')} )`}`
}
