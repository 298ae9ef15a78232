import { join, resolve } from 'node:path'
import type { BlobStore } from './config.ts'
import { quoted, type Reading } from './faults.ts'

export const readDataDir = ({ text }: Reading): string => resolve(text('SWITCHBOARD_DATA') ?? './data')

/** The address holds a password, so no fault shows it. */
export function readDatabaseUrl({ text, fault }: Reading): string | null {
  const given = text('DATABASE_URL')
  if (given === undefined) return null
  const wrong = databaseUrlFault(given)
  if (wrong !== null) fault('DATABASE_URL', wrong, 'It must read like postgres://user:password@host:5432/database.')
  return given
}

/** What is wrong with this address of a database, without quoting it; null when nothing is. */
export function databaseUrlFault(given: string): string | null {
  // PostgreSQL allows user:password@/database?host=/a/socket&port=5432, the web's grammar does not.
  const named = given.replace('@/', '@socket/')
  if (!URL.canParse(named)) return 'is not an address'
  const { protocol, pathname, searchParams } = new URL(named)
  if (!/^postgres(ql)?:$/.test(protocol)) return `begins with ${protocol.slice(0, 20)}//`
  if (pathname.length < 2) return 'names no database'
  const port = searchParams.get('port') ?? '5432'
  return /^\d{1,5}$/.test(port) && Number(port) <= 65_535 ? null : 'names a port that is no number from 0 to 65535'
}

export function readBlobs(from: Reading, dataDir: string): BlobStore {
  const given = from.text('SWITCHBOARD_BLOBS')
  if (given === undefined) return { kind: 'folder', path: join(dataDir, 'blobs') }
  if (given.startsWith('s3://')) return readBucket(from, given)
  if (!/^[a-z0-9+.-]+:\/\//i.test(given)) return { kind: 'folder', path: resolve(given) }
  from.fault(
    'SWITCHBOARD_BLOBS',
    'is an address of another kind',
    'It must be a folder, or s3://bucket?region=eu-west-3.',
  )
  return { kind: 'folder', path: join(dataDir, 'blobs') }
}

function readBucket({ fault }: Reading, given: string): BlobStore {
  const url = URL.canParse(given) ? new URL(given) : null
  const bucket = url?.hostname ?? ''
  const endpoint = url?.searchParams.get('endpoint') ?? null
  const right =
    'It must read like s3://bucket?region=eu-west-3&endpoint=https://s3.example.com (keys come from AWS_ACCESS_KEY_ID).'
  const unknown = [...(url?.searchParams.keys() ?? [])].filter((key) => key !== 'endpoint' && key !== 'region')
  if (url?.username || url?.password) fault('SWITCHBOARD_BLOBS', 'holds a key', right)
  else if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) fault('SWITCHBOARD_BLOBS', 'names no bucket', right)
  else if (endpoint !== null && !/^https?:\/\//.test(endpoint))
    fault('SWITCHBOARD_BLOBS', `endpoint ${quoted(endpoint)}`, right)
  else if (unknown.length > 0)
    fault('SWITCHBOARD_BLOBS', `has the unknown part ${quoted(unknown.join(', ')).slice(3)}`, right)
  return { kind: 's3', bucket, endpoint, region: url?.searchParams.get('region') || 'us-east-1' }
}
