import { isIP } from 'node:net'
import type { Config } from './config.ts'
import { quoted, type Reading } from './faults.ts'

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i
/** 999.1.1.1 fits the grammar of a name, yet whoever wrote it meant an address. */
const ONLY_NUMBERS = /^[\d.]+$/

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

export function readPort({ text, fault }: Reading): number {
  const given = text('PORT')
  if (given === undefined) return 4000
  const port = Number(given)
  if (/^\d{1,5}$/.test(given) && port <= 65_535) return port
  fault('PORT', quoted(given), 'It must be a whole number from 0 (any free port) to 65535, for example 4000.')
  return 4000
}

export function readHost({ text, fault }: Reading): string {
  const given = text('HOST') ?? '127.0.0.1'
  if (isIP(given) > 0 || (HOST_NAME.test(given) && !ONLY_NUMBERS.test(given))) return given
  fault('HOST', quoted(given), 'It must be an address or a host name without a port, for example 127.0.0.1 or 0.0.0.0.')
  return '127.0.0.1'
}

/** An origin without a slash at the end, or null. */
export function readPublicUrl({ text, fault }: Reading): string | null {
  const given = text('PUBLIC_URL')
  if (given === undefined) return null
  const url = URL.canParse(given) ? new URL(given) : null
  const right = 'It must be an origin alone, https://care.example.com; http:// is for loopback addresses only.'
  // An address with a password in it must not reach the terminal.
  if (url === null || url.username !== '' || url.password !== '')
    fault('PUBLIC_URL', 'is not an address of the web', right)
  else if (!isSafeOrigin(url)) fault('PUBLIC_URL', quoted(given), right)
  return url === null ? null : url.origin
}

function isSafeOrigin(url: URL): boolean {
  const scheme =
    url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')))
  return scheme && url.pathname === '/' && url.search === '' && url.hash === ''
}

/** Addresses or networks, so that limits count the callers and not the load balancer. Everybody (`/0`) is a fault: then callers could claim any address. */
export function readTrustedProxies({ list, fault }: Reading): readonly string[] {
  const given = list('SWITCHBOARD_TRUSTED_PROXIES')
  const wrong = given.filter((one) => !isNetwork(one))
  if (wrong.length > 0) {
    fault(
      'SWITCHBOARD_TRUSTED_PROXIES',
      quoted(wrong.join(', ')),
      'It must be a list of addresses or networks, for example 10.0.0.5, 10.1.0.0/16, fd00::/8.',
    )
  }
  return given
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Where people reach us, when nobody's request says it. */
export const originOf = ({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string =>
  publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
