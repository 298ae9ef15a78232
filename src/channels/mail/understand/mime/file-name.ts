import { firstOf, type Header } from './headers.ts'
import type { Leaf } from './split.ts'
import { readWords } from './words.ts'

const BY_TYPE: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/pgp-signature': 'asc',
  'application/zip': 'zip',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'message/delivery-status': 'txt',
  'message/feedback-report': 'txt',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/rfc822-headers': 'txt',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'video/mp4': 'mp4',
}

/** What the sender called the file; empty when nothing did. */
export function givenName(leaf: Leaf): string {
  const { disposition, contentType, headers } = leaf
  const given =
    disposition.params.get('filename') ?? contentType.params.get('name') ?? contentType.params.get('filename')
  return safeName(readWords(given ?? locationOf(headers)))
}

/** The last piece of a Content-Location that looks like a file: pages sent as mail name their pictures so. */
const locationOf = (headers: readonly Header[]): string =>
  /([^/\\?#]{1,150}\.\w{2,5})(?:[?#].*)?$/.exec(firstOf(headers, 'content-location') ?? '')?.[1] ?? ''

/** A name for a file without one, from what it is and its place. */
export const inventedName = (type: string, place: number): string =>
  `${type === 'message/rfc822' ? 'message' : 'file'}-${place}.${BY_TYPE[type] ?? 'bin'}`

/** No folders, no control signs, no overrides of direction that turn `gpj.exe` around, 200 characters with the ending kept. */
export function safeName(name: string): string {
  const bare = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .split(/[\\/]/)
    .filter((part) => part !== '')
    .at(-1)
  const clean = (bare ?? '').trim()
  return clean.length <= 200 ? clean : clean.slice(0, 180) + clean.slice(-20)
}
