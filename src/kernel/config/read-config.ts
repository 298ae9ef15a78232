import type { Config, LogLevel } from './config.ts'
import { ConfigError, quoted, type Reading, reading, type SettingFault } from './faults.ts'
import { readDnsServers, readPushHosts, readSmtpPort } from './mail.ts'
import { readModel } from './model.ts'
import { isLoopback, readHost, readPort, readPublicUrl, readTrustedProxies } from './network.ts'
import { readSecrets } from './secret.ts'
import { type Env, settings } from './settings.ts'
import { readStaffMail } from './staff-mail.ts'
import { readBlobs, readDatabaseUrl, readDataDir } from './storage.ts'
import { readSmtpTls } from './tls.ts'

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const satisfies readonly LogLevel[]

/** Throws one ConfigError that lists every fault; a secret's value is in none of them. Makes `<data>/secret` when it is needed and absent. */
export function readConfig(env: Env): Config {
  const faults: SettingFault[] = []
  const from = reading(env, faults)
  refuseUnknown(from, env)
  const host = readHost(from)
  const publicUrl = readPublicUrl(from)
  const trustedProxies = readTrustedProxies(from)
  const dataDir = readDataDir(from)
  const databaseUrl = readDatabaseUrl(from)
  const config: Config = {
    host,
    port: readPort(from),
    dataDir,
    databaseUrl,
    demo: readDemo(from, isLoopback(host) && publicUrl === null && trustedProxies.length === 0),
    secrets: readSecrets(from, dataDir, databaseUrl),
    publicUrl,
    trustedProxies,
    logLevel: readLevel(from),
    blobs: readBlobs(from, dataDir),
    smtpPort: readSmtpPort(from),
    smtpTls: readSmtpTls(from),
    staffMail: readStaffMail(from),
    pushHosts: readPushHosts(from),
    model: readModel(from),
    dnsServers: readDnsServers(from),
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return config
}

/** Only names that begin with ours: the environment is full of other people's. */
function refuseUnknown({ fault }: Reading, env: Env): void {
  for (const name of Object.keys(env)) {
    if (name.startsWith('SWITCHBOARD_') && !(name in settings))
      fault(name, 'is no setting', 'See docs/settings.md for the names there are.')
  }
}

function readDemo({ text, fault }: Reading, isPrivate: boolean): boolean {
  const given = text('SWITCHBOARD_DEMO')
  if (given === undefined) return isPrivate
  if (given === '0') return false
  if (given !== '1') fault('SWITCHBOARD_DEMO', quoted(given), 'It must be 1 or 0.')
  else if (!isPrivate) {
    fault(
      'SWITCHBOARD_DEMO',
      'is 1, and the demo lets anybody sign in',
      'Keep HOST on a loopback address, PUBLIC_URL and SWITCHBOARD_TRUSTED_PROXIES away, or set it to 0.',
    )
  }
  return true
}

function readLevel({ text, fault }: Reading): LogLevel {
  const given = text('LOG_LEVEL') ?? 'info'
  const level = levels.find((known) => known === given)
  if (level === undefined) fault('LOG_LEVEL', quoted(given), `It must be one of ${levels.join(', ')}.`)
  return level ?? 'info'
}
