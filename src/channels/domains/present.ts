import type { SendingDomainShape } from '../contract.ts'
import type { Seen, SendingDomain } from './domain.ts'
import { REMOVE_AFTER_MS } from './keep-findings.ts'
import { dkimRecord, type Here, nameOf, type Wanted, wantedRecords, zoneLine } from './wanted.ts'

const notLooked: Seen = { state: 'unknown', found: [], instead: null }

export function presentDomain(of: SendingDomain, here: Here): SendingDomainShape {
  const records = wantedRecords(of, here).map((wanted) => presentRecord(wanted, of.found[nameOf(wanted)] ?? notLooked))
  return {
    id: of.id,
    brand: of.brand,
    domain: of.domain,
    returnHost: of.returnHost,
    sentBy: of.sentBy,
    signs: of.keys.some((key) => key.seenAt !== null && key.retiredAt === null),
    rotating: of.keys.filter((key) => key.retiredAt === null).length > 1,
    records,
    left: of.keys.flatMap((key) =>
      key.retiredAt === null
        ? []
        : [
            {
              host: dkimRecord(of.domain, key).host,
              until: new Date(key.retiredAt.getTime() + REMOVE_AFTER_MS).toISOString(),
            },
          ],
    ),
    checkedAt: of.checkedAt?.toISOString() ?? null,
    rev: of.rev,
  }
}

function presentRecord(wanted: Wanted, { state, found, instead }: Seen): SendingDomainShape['records'][number] {
  const value = instead ?? wanted.value
  const { kind, type, host } = wanted
  return { kind, type, host, value, zone: value === null ? null : zoneLine(wanted, value), state, found: [...found] }
}
