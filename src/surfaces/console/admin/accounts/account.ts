import { call, type Out } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'

export type Account = Out<'GET /api/v1/accounts'>['items'][number]
export type Kind = Out<'GET /api/v1/channels'>['items'][number]

export const useAccounts = () => useResource('accounts', () => call('GET /api/v1/accounts', {}))
export const useKinds = () => useResource('channel kinds', () => call('GET /api/v1/channels', {}))

/** Where the other side sends its deliveries; null for channels that fetch them, and for mail, which comes by SMTP. */
export const hookOf = ({ id, channel }: Pick<Account, 'id' | 'channel'>, kind: Kind | undefined): string | null =>
  kind?.ingest.includes('push') && channel !== 'email' ? `${location.origin}/hooks/${channel}/${id}` : null
