import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobStore, Config } from '#kernel/config'
import { bad, type Finding, ok } from './finding.ts'

export function checkBlobs({ blobs }: Config): Promise<Finding> {
  return blobs.kind === 'folder' ? checkFolder(blobs.path) : checkBucket(blobs)
}

/** A folder that is not there yet is made at the first start; then its parent must take it. */
async function checkFolder(path: string): Promise<Finding> {
  const folder = nearest(path)
  const probe = join(folder, `.doctor-${randomUUID()}`)
  try {
    await writeFile(probe, '', { mode: 0o600 })
    await rm(probe)
    return ok('attachments', folder === path ? `${path} can be written to` : `${path} will be made`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown'
    return bad(
      'attachments',
      `${folder} cannot be written to (${code})`,
      'Give it to the user that runs Switchboard, or set SWITCHBOARD_BLOBS.',
    )
  }
}

const nearest = (path: string): string => (existsSync(path) ? path : nearest(dirname(path)))

async function checkBucket({ bucket, endpoint, region }: Extract<BlobStore, { kind: 's3' }>): Promise<Finding> {
  // Loaded only here: it is the largest package there is, and most never need it.
  const { HeadBucketCommand, S3Client } = await import('@aws-sdk/client-s3')
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000 },
  })
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }))
    return ok('attachments', `the bucket ${bucket} answers`)
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    return bad(
      'attachments',
      `the bucket ${bucket} does not answer well (${name})`,
      'Check endpoint, region, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that the key may list and write.',
    )
  } finally {
    client.destroy()
  }
}
