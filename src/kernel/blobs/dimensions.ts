export interface Size {
  width: number
  height: number
}

type Reader = (bytes: Buffer) => Size | null

/** Width and height of a picture in pixels, out of its first bytes, nothing decoded; null when they are not there. */
export function dimensions(mime: string, head: Buffer): Size | null {
  try {
    return readers.get(mime)?.(head) ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const png: Reader = (b) => ({ width: b.readUInt32BE(16), height: b.readUInt32BE(20) })
const gif: Reader = (b) => ({ width: b.readUInt16LE(6), height: b.readUInt16LE(8) })

/** Segments follow each other, each with its length, until the one that starts a frame (SOF0…SOF15 without tables). */
const jpeg: Reader = (b) => {
  for (let at = 2; b.readUInt8(at) === 0xff; at += 2 + b.readUInt16BE(at + 2)) {
    const marker = b.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { width: b.readUInt16BE(at + 7), height: b.readUInt16BE(at + 5) }
  }
  return null
}

const webp: Reader = (b) => {
  const format = b.toString('latin1', 12, 16)
  if (format === 'VP8 ') return { width: b.readUInt16LE(26) & 0x3fff, height: b.readUInt16LE(28) & 0x3fff }
  if (format === 'VP8X') return { width: 1 + b.readUIntLE(24, 3), height: 1 + b.readUIntLE(27, 3) }
  if (format !== 'VP8L') return null
  const bits = b.readUInt32LE(21)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

const readers = new Map<string, Reader>([
  ['image/png', png],
  ['image/gif', gif],
  ['image/jpeg', jpeg],
  ['image/webp', webp],
])
