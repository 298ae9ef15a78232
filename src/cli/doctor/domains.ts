import { type Examined, examineDomains } from '#channels'
import type { Config } from '#kernel/config'
import type { Database } from '#kernel/db'
import { bad, type Finding, ok, warn } from './finding.ts'

/** One finding a domain when all its records are there, else one for each that is not. */
export async function checkDomains({ db, pool }: Database, config: Config): Promise<Finding[]> {
  const { rows } = await pool.query<{ there: boolean }>(
    "select to_regclass('channels.sending_domain') is not null as there",
  )
  if (rows[0]?.there !== true) return []
  return (await examineDomains(db, config)).flatMap(findingsOf)
}

function findingsOf({ domain, records }: Examined): Finding[] {
  const wanting = records.filter(({ state }) => state !== 'ok')
  if (wanting.length === 0) return [ok('mail domain', `${domain}: all ${records.length} records are there`)]
  return wanting.map((record) => findingOf(domain, record))
}

const NAMES: Readonly<Record<string, string>> = { dkim: 'DKIM', spf: 'SPF', dmarc: 'DMARC', return: 'return path' }

function findingOf(domain: string, { kind, type, host, state, found, value }: Examined['records'][number]): Finding {
  const seen = `${domain}: ${NAMES[kind] ?? kind} record at ${host}`
  if (state === 'unknown')
    return warn(
      'mail domain',
      `${seen} could not be asked for`,
      'Check that the DNS servers of SWITCHBOARD_DNS or of the system answer.',
    )
  const todo = `Set ${type} ${host} to: ${value ?? 'the server that takes your mail in'}`
  return state === 'missing'
    ? bad('mail domain', `${seen} is missing`, todo)
    : bad('mail domain', `${seen} is wrong (found ${found.map((one) => JSON.stringify(one)).join(', ')})`, todo)
}
