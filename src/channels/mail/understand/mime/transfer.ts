/** The bytes a part stands for. What is not valid in its encoding is passed over, never refused. */
export function decodeTransfer(raw: Uint8Array, encoding: string | undefined): Uint8Array {
  const name = (encoding ?? '')
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase()
    .replace(/["';]/g, '')
  if (name.startsWith('base64') || name === 'b') return fromBase64(raw)
  if (/^quoted|^q$/.test(name)) return fromQuotedPrintable(raw)
  if (/^(?:x-)?uu(?:e|encode)?$/.test(name)) return fromUu(Buffer.from(raw).toString('latin1'))
  return raw
}

const MOST_PADDING = 200_000

function fromBase64(raw: Uint8Array): Uint8Array {
  const text = view(raw).toString('latin1')
  const padding = text.indexOf('=')
  const clean = padding < 0 || /^[=\s-]*$/.test(text.slice(padding, padding + MOST_PADDING))
  return clean ? Buffer.from(text, 'base64') : inRuns(raw)
}

/** Some mailers pad every line: each run up to its padding is decoded for itself. */
function inRuns(raw: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(raw.length * 0.75) + 3)
  let size = 0
  let bits = 0
  let held = 0
  for (const byte of raw) {
    const value = SIXTETS[byte] ?? NONE
    if (value === NONE) {
      if (byte === EQUALS) bits = held = 0
      continue
    }
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[size++] = (held >> bits) & 255
    }
  }
  return out.subarray(0, size)
}

const NONE = 255
const SIXTETS = new Uint8Array(256).fill(NONE)
for (const [value, sign] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  SIXTETS[sign.charCodeAt(0)] = value

const EQUALS = 0x3d

function fromQuotedPrintable(raw: Uint8Array): Uint8Array {
  const out = new Uint8Array(raw.length)
  let size = 0
  for (let i = 0; i < raw.length; i += 1) {
    const byte = raw[i] ?? 0
    if (byte !== EQUALS) {
      out[size++] = byte
      continue
    }
    const value = nibble(raw[i + 1]) * 16 + nibble(raw[i + 2])
    const after = value >= 0 ? i + 2 : softBreak(raw, i + 1)
    if (value >= 0) out[size++] = value
    else if (after < 0) out[size++] = byte
    if (after >= 0) i = after
  }
  return out.subarray(0, size)
}

/** The place of the line feed when only blanks are before it, -1 when this is no soft break. */
function softBreak(raw: Uint8Array, from: number): number {
  for (let i = from; i < Math.min(raw.length, from + 80); i += 1) {
    if (raw[i] === 0x0a) return i
    if (raw[i] !== 0x0d && raw[i] !== 0x20 && raw[i] !== 0x09) return -1
  }
  return from >= raw.length ? raw.length - 1 : -1
}

/** So far below zero that two of them never make a byte. */
function nibble(byte: number | undefined): number {
  if (byte === undefined) return -1000
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1000
}

/** The lines of one uuencoded file, with or without `begin` and `end`. */
export function fromUu(text: string): Uint8Array {
  const bytes: number[] = []
  for (const line of text.split(/\r?\n/)) {
    if (/^begin [0-7]{3} /.test(line)) continue
    if (line === 'end' || line === '`') break
    uuLine(line, bytes)
  }
  return Uint8Array.from(bytes)
}

function uuLine(line: string, into: number[]): void {
  const length = (line.charCodeAt(0) - 32) & 63
  const end = into.length + length
  for (let i = 1; i < line.length && into.length < end; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((k) => (line.charCodeAt(i + k) - 32) & 63)
    for (const byte of [(a << 2) | (b >> 4), (b << 4) | (c >> 2), (c << 6) | d]) {
      if (into.length < end) into.push(byte & 255)
    }
  }
}

export const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
