import { type FieldFault, Problem } from '#kernel/errors'
import { cleanHost, cleanMechanisms } from './domain.ts'

export interface DomainValues {
  returnHost: string | null
  sentBy: string | null
}

/** As they are kept; refused with what would be right. */
export function valuesOf(
  { returnHost, sentBy }: DomainValues,
  domain: string,
): { return_host: string | null; sent_by: string | null } {
  const host = returnHost === null ? null : cleanHost(returnHost)
  const mechanisms = sentBy === null ? null : cleanMechanisms(sentBy)
  const faults: FieldFault[] = []
  // Receivers compare it with the sender's domain: one outside of it would make SPF worthless.
  if (returnHost !== null && host?.endsWith(`.${domain}`) !== true)
    faults.push({ pointer: '/body/returnHost', detail: `must be a name below the domain, such as bounce.${domain}` })
  if (sentBy !== null && mechanisms === null)
    faults.push({
      pointer: '/body/sentBy',
      detail: 'must be SPF mechanisms, such as include:spf.mailhost.example or ip4:192.0.2.7',
    })
  const [first] = faults
  if (first !== undefined)
    throw new Problem('invalid_input', `${first.pointer} ${first.detail}. Nothing was changed.`, { faults })
  return { return_host: host, sent_by: mechanisms }
}
