import { fileTypeFromBuffer } from 'file-type'
import { dimensions, type Size } from './dimensions.ts'

export type ContentClass = 'image' | 'document' | 'text' | 'audio' | 'video' | 'archive' | 'markup' | 'unknown'
export interface Content {
  mime: string
  class: ContentClass
  size: Size | null
}

export const OCTETS = 'application/octet-stream'
/** Pixels a browser is asked to decode at most; a picture over it is a download. */
const MOST_PIXELS = 100_000_000
const LONGEST_SIDE = 30_000

const classes = new Map<string, ContentClass>([
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp'].map((mime) => [mime, 'image'] as const),
  ...[
    'audio/mpeg',
    'audio/ogg',
    'audio/wav',
    'audio/x-m4a',
    'audio/mp4',
    'audio/aac',
    'audio/amr',
    'audio/flac',
    'audio/opus',
    'audio/webm',
  ].map((mime) => [mime, 'audio'] as const),
  ...['video/mp4', 'video/webm', 'video/quicktime', 'video/3gpp', 'video/ogg', 'video/x-m4v'].map(
    (mime) => [mime, 'video'] as const,
  ),
  ['application/pdf', 'document'],
  ['application/x-cfb', 'document'],
  ['application/rtf', 'document'],
  ['application/gzip', 'archive'],
])

/** What is in a zip is only said, never looked at: it is a download in any case. */
const offices = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
])

/** What a file is by its first bytes. `declared` counts only among the kinds of zip. */
export async function contentOf(head: Buffer, declared: string | undefined): Promise<Content> {
  if (head.toString('latin1', 0, 2) === 'PK') return zipped(declared)
  const found = (await fileTypeFromBuffer(head))?.mime.replace('audio/vnd.wave', 'audio/wav').split(';')[0]
  const mime = soundOnly(head, found)
  if (mime === undefined) return written(head)
  if (/xml|html|svg/.test(mime)) return { mime: OCTETS, class: 'markup', size: null }
  const known = classes.get(mime) ?? 'unknown'
  return known === 'image'
    ? picture(mime, head)
    : { mime: known === 'unknown' ? OCTETS : mime, class: known, size: null }
}

/** Containers of films that hold sound alone, as browsers record it: told by the codecs and handlers they name. */
function soundOnly(head: Buffer, mime: string | undefined): string | undefined {
  const text = head.toString('latin1')
  if (mime === 'video/webm')
    return /A_(?:OPUS|VORBIS)/.test(text) && !/V_(?:VP[89]|AV1)/.test(text) ? 'audio/webm' : mime
  if (mime === 'video/mp4') return /hdlr.{8}soun/s.test(text) && !/hdlr.{8}vide/s.test(text) ? 'audio/mp4' : mime
  return mime
}

const zipped = (declared = ''): Content =>
  offices.has(declared)
    ? { mime: declared, class: 'document', size: null }
    : { mime: 'application/zip', class: 'archive', size: null }

function picture(mime: string, head: Buffer): Content {
  const size = dimensions(mime, head)
  const fits =
    size !== null && size.width * size.height <= MOST_PIXELS && Math.max(size.width, size.height) <= LONGEST_SIDE
  return fits ? { mime, class: 'image', size } : { mime: OCTETS, class: 'image', size: null }
}

const MARKUP = /<(?:!doctype|!--|\?xml|html|head|body|script|svg|math|iframe|style|a|p|div|table|title)\b/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: text does not have them
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/

function written(head: Buffer): Content {
  // The last code point may be cut by the end of what was read.
  const text = new TextDecoder().decode(head.subarray(0, Math.max(0, head.length - (head.length > 64 ? 4 : 0))))
  if (MARKUP.test(text)) return { mime: OCTETS, class: 'markup', size: null }
  return BINARY.test(text)
    ? { mime: OCTETS, class: 'unknown', size: null }
    : { mime: 'text/plain', class: 'text', size: null }
}
