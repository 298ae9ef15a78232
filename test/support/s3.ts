import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface S3Endpoint {
  url: string
  /** What is in the buckets: `bucket/key` → bytes and when they came. */
  objects: Map<string, { bytes: Buffer; at: Date }>
  close(): Promise<void>
}

/** A bucket on loopback that speaks the part of S3's protocol we use: PUT, GET (with Range), HEAD, DELETE, ListObjectsV2; unsigned requests are refused. */
export async function s3Endpoint(): Promise<S3Endpoint> {
  const objects: S3Endpoint['objects'] = new Map()
  const server = createServer((request, response) => void answer(objects, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  objects: S3Endpoint['objects'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://s3')
  const name = decodeURIComponent(url.pathname.slice(1)).replace(/\/$/, '')
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return fault(response, 403, 'AccessDenied')
  if (url.searchParams.get('list-type') === '2') return list(objects, name, response)
  if (request.method === 'PUT') {
    objects.set(name, { bytes: await buffer(request), at: new Date() })
    return void response.writeHead(200, { etag: '"1"' }).end()
  }
  if (request.method === 'DELETE') {
    objects.delete(name)
    return void response.writeHead(204).end()
  }
  const found = objects.get(name)
  if (found === undefined) return fault(response, 404, 'NoSuchKey')
  send(found.bytes, request, response)
}

function send(bytes: Buffer, { method, headers }: IncomingMessage, response: ServerResponse): void {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
  const part = from === undefined ? bytes : bytes.subarray(Number(from), Number(to) + 1)
  response.writeHead(from === undefined ? 200 : 206, {
    'content-length': part.length,
    'content-type': 'application/octet-stream',
  })
  response.end(method === 'HEAD' ? undefined : part)
}

function list(objects: S3Endpoint['objects'], bucket: string, response: ServerResponse): void {
  const entries = [...objects]
    .filter(([name]) => name.startsWith(`${bucket}/`))
    .map(
      ([name, { at, bytes }]) =>
        `<Contents><Key>${name.slice(bucket.length + 1)}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`,
    )
  response.writeHead(200, { 'content-type': 'application/xml' })
  response.end(
    `<?xml version="1.0"?><ListBucketResult><Name>${bucket}</Name><IsTruncated>false</IsTruncated>${entries.join('')}</ListBucketResult>`,
  )
}

function fault(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`)
}
