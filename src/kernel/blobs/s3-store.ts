import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { isBlobKey } from './key.ts'
import { type Erasure, isErasure, LEDGER } from './ledger.ts'
import type { BlobStore } from './store.ts'

export interface S3Options {
  bucket: string
  /** Null means Amazon's own of the region. */
  endpoint: string | null
  region: string
  spool: string
  /** The SDK's own chain (environment, role of the machine) when not said. */
  credentials?: { accessKeyId: string; secretAccessKey: string }
}

/** Any S3-compatible bucket. The SDK (40 ms to load) is loaded with the first file. */
export function s3Store(options: S3Options): BlobStore {
  const { bucket: Bucket, spool } = options
  let opened: Promise<{ sdk: typeof import('@aws-sdk/client-s3'); client: S3Client }> | undefined
  const open = () => {
    opened ??= connect(options)
    return opened
  }
  /** Every key of the bucket with what begins so, a page at a time. */
  const keys = async function* (Prefix?: string) {
    const { sdk, client } = await open()
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }))
      for (const { Key, LastModified } of page.Contents ?? [])
        if (Key !== undefined && LastModified !== undefined) yield { key: Key, at: LastModified }
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken !== undefined)
  }
  return {
    spool,
    // A bucket cannot append: an object without content for each, so that two nodes never write over one another.
    ledger: {
      async add(erasures) {
        const { sdk, client } = await open()
        for (const { kind, id } of erasures)
          await client.send(
            new sdk.PutObjectCommand({ Bucket, Key: `${LEDGER}/${kind}/${id}`, Body: '', ContentLength: 0 }),
          )
      },
      async *read() {
        for await (const { key } of keys(`${LEDGER}/`)) {
          const [folder, kind, id] = key.split('/')
          const found = { kind, id }
          if (folder === LEDGER && isErasure(found)) yield found satisfies Erasure
        }
      },
    },
    async place(key, path, bytes) {
      const { sdk, client } = await open()
      const Body = createReadStream(path)
      await client.send(
        new sdk.PutObjectCommand({
          Bucket,
          Key: key,
          Body,
          ContentLength: bytes,
          ContentType: 'application/octet-stream',
        }),
      )
      await rm(path, { force: true })
    },
    async read(key, range) {
      const { sdk, client } = await open()
      const Range = range === null ? undefined : `bytes=${range.from}-${range.to}`
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key: key, Range }))
      if (!(Body instanceof Readable)) throw new Error('the bucket answered without a body')
      return Body
    },
    async remove(key) {
      const { sdk, client } = await open()
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: key }))
    },
    async *list(olderThan) {
      for await (const { key, at } of keys()) if (isBlobKey(key) && at < olderThan) yield key
    },
  }
}

async function connect({ endpoint, region, credentials }: S3Options) {
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    // Not every S3-compatible store knows the checksums Amazon added in 2024.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  })
  return { sdk, client }
}
