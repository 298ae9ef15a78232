import { call, type Out } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'

export type Domain = Out<'GET /api/v1/sending-domains'>['items'][number]
export type DnsRecord = Domain['records'][number]

export const useDomains = () => useResource('sending domains', () => call('GET /api/v1/sending-domains', {}))

/** The dialog that is open. */
export type Open = { what: 'add' } | { what: 'change'; domain: Domain } | { what: 'remove'; domain: Domain } | null
