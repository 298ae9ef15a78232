import type { Config } from '#kernel/config'
import { type Db, sql } from '#kernel/db'
import { askFor } from './ask-for.ts'
import type { RecordState, SendingDomain } from './domain.ts'
import { loadDomains } from './load-domains.ts'

export interface Examined {
  domain: string
  records: { kind: string; type: string; host: string; state: RecordState; found: string[]; value: string | null }[]
}

/** What the DNS says now about every sending domain; writes nothing. For the doctor. */
export async function examineDomains(db: Db, config: Config): Promise<Examined[]> {
  const domains = await loadDomains(db, sql<boolean>`true`)
  return Promise.all(domains.map((one) => examine(one, config)))
}

async function examine(of: SendingDomain, config: Config): Promise<Examined> {
  const findings = await askFor(of, config)
  return {
    domain: of.domain,
    records: findings.map(({ wanted: { kind, type, host, value }, seen: { state, found, instead } }) => {
      return { kind, type, host, state, found, value: instead ?? value }
    }),
  }
}
