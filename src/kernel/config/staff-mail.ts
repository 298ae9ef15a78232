import type { StaffMail } from './config.ts'
import { quoted, type Reading } from './faults.ts'
import { isLoopback } from './network.ts'

const PORTS = { tls: 465, starttls: 587, none: 25 } as const
type Security = keyof typeof PORTS
const isSecurity = (word: string): word is Security => Object.hasOwn(PORTS, word)

/** The operator's own mail server, for notices to its staff; null when there is none. The password is in no fault. */
export function readStaffMail({ text, fault }: Reading): StaffMail | null {
  const given = text('SWITCHBOARD_MAIL_SMTP')
  const [user, password, from] = [
    text('SWITCHBOARD_MAIL_USER') ?? null,
    text('SWITCHBOARD_MAIL_PASSWORD') ?? '',
    text('SWITCHBOARD_MAIL_FROM'),
  ]
  if (given === undefined) return null
  const server = serverOf(given)
  if (server === null) {
    const right =
      'It must be tls://host, starttls://host:587 or none://127.0.0.1:25; user and password have settings of their own.'
    fault('SWITCHBOARD_MAIL_SMTP', given.includes('@') ? 'is not of that form' : quoted(given), right)
    return null
  }
  if (from === undefined || !/^[^\s@<>]{1,64}@[^\s@<>]{1,253}$/.test(from)) {
    fault(
      'SWITCHBOARD_MAIL_FROM',
      from === undefined ? 'is absent' : quoted(from),
      'It must be the address that notices come from.',
    )
    return null
  }
  if (user !== null && server.security === 'none' && !isLoopback(server.host)) {
    fault('SWITCHBOARD_MAIL_SMTP', 'would send the password in the clear', 'Use tls:// or starttls:// with a user.')
    return null
  }
  return { ...server, user, password, from }
}

function serverOf(text: string): Pick<StaffMail, 'host' | 'port' | 'security'> | null {
  const [, security = '', inBrackets, bare, port] =
    /^([a-z]+):\/\/(?:\[([0-9a-f:.]+)\]|([A-Za-z0-9.-]+))(?::(\d{1,5}))?\/?$/.exec(text) ?? []
  const host = inBrackets ?? bare
  if (host === undefined || !isSecurity(security)) return null
  const number = port === undefined ? PORTS[security] : Number(port)
  return number >= 1 && number <= 65_535 ? { host, port: number, security } : null
}
