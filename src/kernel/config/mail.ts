import { isIP } from 'node:net'
import { quoted, type Reading } from './faults.ts'

/** Null when mail is not taken in by SMTP. */
export function readSmtpPort({ text, fault }: Reading): number | null {
  const given = text('SWITCHBOARD_SMTP_PORT')
  if (given === undefined) return null
  const port = Number(given)
  if (/^\d{1,5}$/.test(given) && port <= 65_535) return port
  const right = 'It must be a whole number from 0 (any free port) to 65535, for example 2525.'
  fault('SWITCHBOARD_SMTP_PORT', quoted(given), right)
  return null
}

export function readPushHosts({ list, fault }: Reading): readonly string[] {
  const given = list('SWITCHBOARD_PUSH_HOSTS')
  const wrong = given.filter((one) => !/^[a-z0-9.-]+:\d{1,5}$/i.test(one))
  if (wrong.length > 0)
    fault(
      'SWITCHBOARD_PUSH_HOSTS',
      quoted(wrong.join(', ')),
      'It must be a list of host:port, for example push.lan:8443.',
    )
  return given
}

export function readDnsServers({ list, fault }: Reading): readonly string[] {
  const given = list('SWITCHBOARD_DNS')
  const wrong = given.filter((one) => !isServer(one))
  if (wrong.length > 0) {
    const right = 'It must be a list of addresses, each with or without a port, for example 10.0.0.53, [fd00::1]:5353.'
    fault('SWITCHBOARD_DNS', quoted(wrong.join(', ')), right)
  }
  return given
}

function isServer(text: string): boolean {
  const [, inBrackets, bare = text, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  return isIP(inBrackets ?? bare) !== 0 && (port === undefined || Number(port) <= 65_535)
}
