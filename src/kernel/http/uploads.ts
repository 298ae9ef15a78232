import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#kernel/errors'

export interface Upload {
  /** As the sender named it: metadata, never a path. */
  name: string
  /** As the sender says; look at the bytes before believing it. */
  type: string
  /** Ends with `too_large` when there is more than the route takes, and with an error when the sender is cut off. */
  bytes: Readable
}

/** Lets the routes of this scope take multipart: what watches over an upload would cost every other request as well. */
export async function takeFiles(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, { limits: { files: 1, fields: 0, parts: 1, headerPairs: 50 } })
  // Of a file that was refused in the middle the rest still comes, before whatever is asked next on that connection. The time that
  // a request may take ends what has no end.
  scope.addHook('onResponse', ({ raw }, _reply, done) => {
    if (!raw.complete) raw.unpipe().resume()
    done()
  })
}

/** The one file (field `file`) of a multipart request, as a stream: the route must have said `upload`. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart())
    throw new Problem('unsupported_media', 'This route takes multipart/form-data with one file in the field `file`.')
  const maxBytes = request.routeOptions.config.maxBytes ?? 0
  // One byte more than is taken, so that the parser's own cut never looks like a whole file.
  const parts = request.files({ limits: { fileSize: maxBytes + 1, files: 2, fields: 0, parts: 2 } })
  const part = (await parts.next()).value
  if (part?.fieldname !== 'file')
    throw new Problem('invalid_input', 'The field `file` is missing.', {
      faults: [{ pointer: '/body/file', detail: 'is required' }],
    })
  return {
    name: plainName(part.filename),
    type: part.mimetype,
    bytes: Readable.from(onlyOne(upTo(part.file, maxBytes), parts), { objectMode: false }),
  }
}

/** A second file would be lost without a word, so it is refused when the first one is through. */
async function* onlyOne(bytes: AsyncIterable<Buffer>, parts: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  yield* bytes
  if ((await parts.next()).done !== true)
    throw new Problem('invalid_input', 'This route takes one file. Nothing was kept.', {
      faults: [{ pointer: '/body/file', detail: 'must be one file' }],
    })
}

async function* upTo(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let taken = 0
  for await (const part of bytes) {
    taken += part.length
    if (taken > most)
      throw new Problem('too_large', `The file is larger than ${most} bytes. Nothing was kept.`, { limit: most })
    yield part
  }
}

/** Without folders, control and direction marks (a right-to-left mark makes gpj.exe look like exe.jpg), and not longer than 200. */
export function plainName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim()
  const short = [...plain].slice(0, 200).join('')
  return short === '' || /^\.+$/.test(short) ? 'file' : short
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of the one file this route takes; other routes take no multipart. */
    maxBytes?: number
  }
}
