import type { FastifyReply } from 'fastify'
import type { BlobUse } from './blob.ts'
import { byteRange } from './byte-range.ts'
import type { Blobs } from './open-blobs.ts'

/** Only pictures that cannot run anything are shown in place; the rest is saved. */
const INLINE = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp'])

export interface SendOptions {
  /** The request's Range header. */
  range?: string | undefined
  /** Save it, also when it could be shown. */
  download?: boolean
}

/** Answers with a file whose owner's policy said yes. Whatever its bytes are, the browser runs none of them. */
export async function sendBlob(
  reply: FastifyReply,
  blobs: Blobs,
  file: BlobUse,
  { range, download = false }: SendOptions = {},
): Promise<FastifyReply> {
  const wanted = byteRange(range, file.bytes)
  reply.headers(headersOf(file, download))
  if (wanted === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${file.bytes}`).send()
  const length = wanted === null ? file.bytes : wanted.to - wanted.from + 1
  if (wanted !== null) reply.code(206).header('content-range', `bytes ${wanted.from}-${wanted.to}/${file.bytes}`)
  return reply.header('content-length', length).send(await blobs.read(file.key, wanted))
}

function headersOf(file: BlobUse, download: boolean): Record<string, string> {
  const how = INLINE.has(file.mime) && !download ? 'inline' : 'attachment'
  return {
    'content-type': file.mime === 'text/plain' ? 'text/plain; charset=utf-8' : file.mime,
    'content-disposition': contentDisposition(how, file.name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600',
  }
}

/** RFC 6266 with the RFC 5987 name; the plain one is for what cannot read it. */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const ascii =
    name
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\%;]/g, '_')
      .trim() || 'file'
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
