import { firstOf, type Header, readHeaders } from './headers.ts'
import { readStructured, type Structured } from './parameters.ts'
import { view } from './transfer.ts'

export interface Leaf {
  headers: Header[]
  /** Media type, lower case; `text/plain` when none is readable. */
  type: string
  contentType: Structured
  disposition: Structured
  /** As it came, not decoded. */
  raw: Uint8Array
  /** The nearest multipart/alternative around it, by number; null outside of any. */
  alternative: number | null
  related: boolean
}

export interface Tree {
  headers: Header[]
  /** Type of the whole mail. */
  root: Structured
  leaves: Leaf[]
  error: 'too-deep' | 'too-many-parts' | null
}

interface Open {
  bytes: Uint8Array
  depth: number
  alternative: number | null
  related: boolean
  /** What a part without a type is: `message/rfc822` in a digest. */
  otherwise: string
}

const MOST_DEPTH = 40
const MOST_PARTS = 500

/** A mail as its leaves, in reading order. Never recursive, every part at most once a level: cost is bytes × 40 at worst. */
export function splitMail(bytes: Uint8Array): Tree {
  const tree: Tree = { headers: [], root: { value: '', params: new Map() }, leaves: [], error: null }
  const waiting: Open[] = [{ bytes, depth: 0, alternative: null, related: false, otherwise: 'text/plain' }]
  let alternatives = 0
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const leaf = readPart(part)
    if (part.depth === 0) [tree.headers, tree.root] = [leaf.headers, leaf.contentType]
    const parts = leaf.type.startsWith('multipart/') ? splitMultipart(leaf) : null
    if (parts === null || part.depth >= MOST_DEPTH) {
      if (parts !== null) tree.error = 'too-deep'
      tree.leaves.push(leaf)
      continue
    }
    const room = MOST_PARTS - tree.leaves.length - waiting.length
    if (parts.length > room) tree.error = 'too-many-parts'
    const inside = {
      depth: part.depth + 1,
      alternative: leaf.type === 'multipart/alternative' ? ++alternatives : part.alternative,
      related: part.related || leaf.type === 'multipart/related',
      otherwise: leaf.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain',
    }
    waiting.push(
      ...parts
        .slice(0, Math.max(0, room))
        .map((piece) => ({ ...inside, bytes: piece }))
        .reverse(),
    )
  }
  return tree
}

function readPart({ bytes, alternative, related, otherwise }: Open): Leaf {
  const { header, body } = splitHeader(bytes)
  const headers = readHeaders(header)
  const contentType = readStructured(firstOf(headers, 'content-type') ?? otherwise)
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(contentType.value)?.[0] ?? 'text/plain'
  const disposition = readStructured(firstOf(headers, 'content-disposition'))
  return { headers, type, contentType, disposition, raw: body, alternative, related }
}

/** At the first empty line; a part that begins with one has no header. */
export function splitHeader(bytes: Uint8Array): { header: Uint8Array; body: Uint8Array } {
  const buffer = view(bytes)
  const first = /^\r?\n/.exec(buffer.toString('latin1', 0, 2))?.[0].length
  if (first !== undefined) return { header: bytes.subarray(0, 0), body: bytes.subarray(first) }
  const ends = ['\n\n', '\n\r\n', '\r\r']
    .map((mark) => ({ at: buffer.indexOf(mark, 0, 'latin1'), size: mark.length }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  const end = ends[0]
  if (end === undefined) return { header: bytes, body: bytes.subarray(bytes.length) }
  return { header: bytes.subarray(0, end.at), body: bytes.subarray(end.at + end.size) }
}

/** Null when it has no parts after all: then it is text. */
function splitMultipart(leaf: Leaf): Uint8Array[] | null {
  const body = view(leaf.raw)
  const named = leaf.contentType.params.get('boundary')?.trimEnd()
  const mark = named !== undefined && findMark(body, `--${named}`, 0) !== null ? `--${named}` : guessMark(body)
  if (mark === null) {
    leaf.type = 'text/plain'
    return null
  }
  const parts: Uint8Array[] = []
  let open = findMark(body, mark, 0)
  while (open !== null && !open.last && parts.length <= MOST_PARTS) {
    const next = findMark(body, mark, open.end)
    parts.push(leaf.raw.subarray(open.end, next?.start ?? body.length))
    open = next
  }
  return parts
}

interface Mark {
  /** Where the part before it ends: its line break belongs to the mark. */
  start: number
  end: number
  last: boolean
}

/** Line break, blank, dash: what may come right behind a boundary. */
const ENDS_MARK = new Set([0x0a, 0x0d, 0x20, 0x09, 0x2d])

function findMark(body: Buffer, mark: string, from: number): Mark | null {
  for (let at = body.indexOf(mark, from); at >= 0; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue
    if (!ENDS_MARK.has(body[at + mark.length] ?? 0x0a)) continue
    const lineEnd = body.indexOf(0x0a, at)
    const end = lineEnd < 0 ? body.length : lineEnd
    const tail = body.toString('latin1', at + mark.length, Math.min(end, at + mark.length + 100)).trimEnd()
    if (tail !== '' && tail !== '--') continue
    const crlf = body[at - 2] === 0x0d ? 2 : 1
    return { start: Math.max(from, at - crlf), end: Math.min(end + 1, body.length), last: tail === '--' }
  }
  return null
}

/** The header lost or mangled the boundary: the first line that looks like one and is followed by a part's header is it. */
function guessMark(body: Buffer): string | null {
  const found = /(?:^|\n)(--[^\s][^\r\n]{0,200}?)[ \t]*\r?\ncontent-/i.exec(body.toString('latin1', 0, 20_000))
  return found?.[1] ?? null
}
