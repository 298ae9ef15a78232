import { createHash } from 'node:crypto'
import type { Attachment } from '../mail-understood.ts'
import { decodeText } from './charset.ts'
import { givenName, inventedName, safeName } from './file-name.ts'
import { unflow } from './flowed.ts'
import { firstOf } from './headers.ts'
import type { Leaf, Tree } from './split.ts'
import { readTnef } from './tnef.ts'
import { decodeTransfer, view } from './transfer.ts'

export interface Bodies {
  /** Plain text as sent; null when there is none. */
  plain: string | null
  html: string | null
  /** Text parts that have no other form, behind the html: shown after it. */
  attachments: Attachment[]
}

const MOST_TEXT = 2_000_000
const TNEF = /^application\/(?:ms-|vnd\.ms-)tnef$/

/** Sorts the leaves of a mail into what is read and what is a file. */
export function readBodies({ leaves }: Tree): Bodies {
  const texts = leaves.filter((leaf) => isBody(leaf, leaves.length === 1))
  const files = leaves.filter((leaf) => !texts.includes(leaf) && !isOtherForm(leaf))
  const plain = textOf(texts.filter(({ type }) => type !== 'text/html'))
  const html = textOf(texts.filter(({ type }) => type === 'text/html'))
  const attachments = files.flatMap((leaf, at) => toFiles(leaf, at + 1)).map((file) => markInline(file, html))
  return { plain, html, attachments: [...attachments, ...uuencodedIn(plain)] }
}

/** A named text is a file, wherever it stands, unless it is all there is. */
function isBody(leaf: Leaf, alone: boolean): boolean {
  if (leaf.type !== 'text/plain' && leaf.type !== 'text/html') return false
  if (leaf.disposition.value.startsWith('attachment')) return false
  return alone || leaf.alternative !== null || givenName(leaf) === ''
}

/** The same text once more, for programs that read neither plain text nor HTML. */
const isOtherForm = ({ type, alternative }: Leaf): boolean =>
  alternative !== null && /^text\/(?:enriched|richtext|watch-html|x-amp-html|x-markdown)$/.test(type)

function textOf(leaves: readonly Leaf[]): string | null {
  let room = MOST_TEXT
  const texts = leaves.map((leaf) => {
    const text = leafText(leaf, room)
    room -= Math.min(room, text.length)
    return text
  })
  const joined = texts.filter((text) => text.trim() !== '').join('\n')
  return joined === '' ? null : joined
}

function leafText(leaf: Leaf, room: number): string {
  // Base64 and quoted-printable take more bytes than the text they stand for.
  const bytes = decodeTransfer(leaf.raw.subarray(0, room * 3), firstOf(leaf.headers, 'content-transfer-encoding'))
  const { params } = leaf.contentType
  const text = decodeText(bytes.subarray(0, room), params.get('charset') ?? metaCharset(leaf, bytes))
  const lines = text.replace(/\r\n?/g, '\n')
  return /^flowed$/i.test(params.get('format') ?? '') ? unflow(lines, /^yes$/i.test(params.get('delsp') ?? '')) : lines
}

/** HTML may say its charset itself, and older programs say it only there. */
function metaCharset(leaf: Leaf, bytes: Uint8Array): string | undefined {
  if (leaf.type !== 'text/html') return undefined
  const head = Buffer.from(bytes.subarray(0, 2000)).toString('latin1')
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1]
}

/** The line ends of a text belong to the way it came, unless it was wrapped to keep them. */
function contentOf(leaf: Leaf): Uint8Array {
  const encoding = firstOf(leaf.headers, 'content-transfer-encoding')
  const bytes = decodeTransfer(leaf.raw, encoding)
  if (!/^(?:text|message)\//.test(leaf.type) || /base64|binary|^(?:x-)?uu/i.test(encoding ?? '')) return bytes
  return bytes.includes(0x0d) ? Buffer.from(view(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1') : bytes
}

function toFiles(leaf: Leaf, place: number): Attachment[] {
  const content = contentOf(leaf)
  const name = givenName(leaf)
  const inner = TNEF.test(leaf.type) || /^winmail\.dat$/i.test(name) ? readTnef(content) : null
  if (inner !== null)
    return inner.map((file, at) =>
      toFile(file.bytes, 'application/octet-stream', safeName(file.name) || inventedName('', at + 1)),
    )
  // An empty part without a name is a gap in the mail, not a file.
  if (content.length === 0 && name === '') return []
  const contentId = firstOf(leaf.headers, 'content-id')?.replace(/^\s*<|>\s*$/g, '') ?? null
  const inline =
    leaf.disposition.value === 'inline' ||
    (leaf.related && contentId !== null && leaf.disposition.value !== 'attachment')
  return [{ ...toFile(content, leaf.type, name || inventedName(leaf.type, place)), contentId, inline }]
}

const toFile = (content: Uint8Array, type: string, name: string): Attachment => ({
  name,
  type,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  inline: false,
  contentId: null,
  content,
})

const markInline = (file: Attachment, html: string | null): Attachment =>
  file.contentId !== null && html?.includes(`cid:${file.contentId}`) === true ? { ...file, inline: true } : file

const UU = /(?:^|\n)begin [0-7]{3} ([^\r\n]{1,200})\r?\n((?:[\x20-\x60]{1,62}\r?\n){1,20000})(?:`?\r?\n)?end/

/** A file written into the text itself, as before MIME. */
function uuencodedIn(plain: string | null): Attachment[] {
  const found = UU.exec(plain ?? '')
  if (found === null) return []
  const [, name = '', lines = ''] = found
  return [
    toFile(decodeTransfer(Buffer.from(lines, 'latin1'), 'x-uuencode'), 'application/octet-stream', safeName(name)),
  ]
}
