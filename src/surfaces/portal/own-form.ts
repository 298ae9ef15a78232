import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { StoredBlob } from '#kernel/blobs'
import { Problem } from '#kernel/errors'
import { plainName } from '#kernel/http'
import type { Site } from './site.ts'

const MOST_BYTES = 128 * 1024

/** Forms as browsers send them without a script: only in the scope of the public pages. */
export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MOST_BYTES },
    (_request, text, done) => {
      done(null, new URLSearchParams(String(text)))
    },
  )
}

/** The form of one of our own pages. A form that another site sends is refused; no cookie is at stake, but nobody is to write in a visitor's name. */
export function ownForm(request: FastifyRequest, publicUrl: string | null): URLSearchParams {
  if (!isOwn(request, publicUrl)) throw foreign()
  if (!(request.body instanceof URLSearchParams)) throw new Problem('unsupported_media', 'This address takes a form.')
  return request.body
}

/** What was sent with files: those that were taken, and why one was not. */
export interface FormWithFiles {
  given: URLSearchParams
  files: StoredBlob[]
  refused: { why: 'fileBig' | 'fileType' | 'fileMany'; name: string } | null
}

export const MOST_FILES = 5
export const MOST_FILE_BYTES = 10_000_000
export const filesRoute = { bodyLimit: MOST_FILES * MOST_FILE_BYTES + MOST_BYTES }

/** A form of our own page that may carry files: fields come first, and `mayTake` says by them whether any file is read at all. */
export async function ownFormWithFiles(
  request: FastifyRequest,
  { app, brand }: Pick<Site, 'app' | 'brand'>,
  mayTake: (given: URLSearchParams) => boolean,
): Promise<FormWithFiles> {
  if (!request.isMultipart()) return { given: ownForm(request, app.config.publicUrl), files: [], refused: null }
  if (!isOwn(request, app.config.publicUrl)) throw foreign()
  const form: FormWithFiles = { given: new URLSearchParams(), files: [], refused: null }
  // More than is taken, so that what is too much is said in the words of the page.
  const limits = { fieldSize: MOST_BYTES, fields: 20, files: 4 * MOST_FILES, parts: 40, fileSize: MOST_FILE_BYTES + 1 }
  const how = { limits, throwFileSizeLimit: false }
  for await (const part of request.parts(how)) {
    if (part.type === 'field') form.given.append(part.fieldname, String(part.value))
    else if (part.filename === '' || part.filename === undefined || !mayTake(form.given)) part.file.resume()
    else await take(form, part, app, brand.id)
  }
  return form
}

async function take(form: FormWithFiles, part: MultipartFile, app: Site['app'], brand: string): Promise<void> {
  const name = plainName(part.filename)
  const refuse = (why: 'fileBig' | 'fileType' | 'fileMany') => {
    form.refused ??= { why, name }
    part.file.resume()
  }
  if (form.files.length >= MOST_FILES) return refuse('fileMany')
  try {
    const stored = await app.blobs.put(part.file, { brand, name, declared: part.mimetype })
    // Whole only when it ended by itself.
    if (part.file.truncated || stored.bytes > MOST_FILE_BYTES) refuse('fileBig')
    else form.files.push(stored)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    refuse(error.code === 'too_large' ? 'fileBig' : 'fileType')
  }
}

/** The same for whoever reads the parts of a form itself. */
export function refuseForeign(request: FastifyRequest, publicUrl: string | null): void {
  if (!isOwn(request, publicUrl)) throw foreign()
}

const foreign = () => new Problem('wrong_origin', 'This form comes from a page of another site.')

/** Pages that send no referrer post with `Origin: null`; then the browser itself says where it comes from. */
function isOwn({ headers }: FastifyRequest, publicUrl: string | null): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  if (headers.origin === undefined) return true
  const host = URL.parse(headers.origin)?.host
  return (
    host !== undefined && [headers.host, publicUrl === null ? undefined : URL.parse(publicUrl)?.host].includes(host)
  )
}
