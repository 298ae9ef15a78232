import type { Config } from '#kernel/config'
import { type Ask, askWith } from '../mail/trust/verify.ts'
import type { SendingDomain } from './domain.ts'
import { hereOf } from './here.ts'
import type { Finding } from './keep-findings.ts'
import { look } from './look.ts'
import { wantedRecords } from './wanted.ts'

/** What the DNS says about every record of a domain, asked side by side. Writes nothing. */
export function askFor(of: SendingDomain, config: Config, ask: Ask = askWith(config.dnsServers)): Promise<Finding[]> {
  const wanted = wantedRecords(of, hereOf(config))
  return Promise.all(wanted.map(async (one) => ({ wanted: one, seen: await look(ask, one) })))
}
