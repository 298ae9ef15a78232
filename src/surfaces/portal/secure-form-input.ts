import type { FastifyRequest } from 'fastify'
import { MOST_DOCUMENT_BYTES, MOST_DOCUMENTS } from '#secure-forms'
import { ownForm, refuseForeign } from './own-form.ts'

/** What was sent, in memory alone: no file of it is written and nothing of it is kept. */
export interface Given {
  fields: URLSearchParams
  files: Buffer[]
}

const MOST_FIELD = 1_000
export const secureRoute = { bodyLimit: (MOST_DOCUMENTS + 1) * MOST_DOCUMENT_BYTES }

export async function readGiven(request: FastifyRequest, publicUrl: string | null): Promise<Given> {
  if (!request.isMultipart()) return { fields: ownForm(request, publicUrl), files: [] }
  refuseForeign(request, publicUrl)
  const given: Given = { fields: new URLSearchParams(), files: [] }
  // One more than is taken, and one byte more, so that what is too much is said in the words of the page.
  const limits = { fieldSize: MOST_FIELD, fields: 10, parts: 20, files: 10, fileSize: MOST_DOCUMENT_BYTES + 1 }
  const how = { limits, throwFileSizeLimit: false }
  for await (const part of request.parts(how)) {
    if (part.type === 'field') given.fields.append(part.fieldname, String(part.value).slice(0, MOST_FIELD))
    else if (part.filename === '' || part.filename === undefined || given.files.length > MOST_DOCUMENTS)
      part.file.resume()
    else given.files.push(await inMemory(part.file))
  }
  return given
}

async function inMemory(file: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of file) pieces.push(piece)
  return Buffer.concat(pieces)
}
