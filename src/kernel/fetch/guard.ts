import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { isPublic } from './addresses.ts'
import { Refused } from './result.ts'

export interface Address {
  address: string
  family: number
}
export type Resolve = (host: string) => Promise<readonly Address[]>

export const systemResolve: Resolve = (host) => systemLookup(host, { all: true, verbatim: true })

/**
 * The lookup of a connection: what is checked here is what is connected to, so a name cannot answer one address to a check
 * and another to the socket. One address that is not public refuses the name.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found
        if (first === undefined || found.some(({ address }) => !isPublic(address)))
          return done(new Refused('forbidden_address'), '', 0)
        if (options.all) done(null, [...found])
        else done(null, first.address, first.family)
      },
      (error) => done(error, '', 0),
    )
  }
}

const PORTS = new Set(['', '80', '443'])

/** Throws Refused unless this URL may be asked for. The URL parser has already made 0x7f.1 and 2130706433 into 127.0.0.1. */
export function checkUrl(url: URL, allow: ReadonlySet<string>): void {
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new Refused('bad_url')
  if (allow.has(hostPort(url))) return
  if (!PORTS.has(url.port)) throw new Refused('forbidden_port')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublic(host)) throw new Refused('forbidden_address')
}

export const hostPort = (url: URL): string =>
  `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
