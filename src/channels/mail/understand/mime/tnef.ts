import { view } from './transfer.ts'

export interface TnefFile {
  name: string
  bytes: Uint8Array
}

const SIGNATURE = 0x223e9f78
const ATTACHMENT_BEGINS = 0x9002
const ATTACHMENT_TITLE = 0x8010
const ATTACHMENT_DATA = 0x800f
const ATTACHMENT_PROPERTIES = 0x9005
const LONG_NAME = [0x3707, 0x3001]
const MOST_FILES = 100

/** The files in a winmail.dat (MS-OXTNEF). Null when it is none, or broken before its first file. */
export function readTnef(bytes: Uint8Array): TnefFile[] | null {
  const data = view(bytes)
  if (data.length < 6 || data.readUInt32LE(0) !== SIGNATURE) return null
  const files: TnefFile[] = []
  for (let at = 6; at + 9 <= data.length && files.length <= MOST_FILES; ) {
    const id = data.readUInt16LE(at + 1)
    const length = data.readUInt32LE(at + 5)
    const value = data.subarray(at + 9, Math.min(at + 9 + length, data.length))
    if (id === ATTACHMENT_BEGINS) files.push({ name: '', bytes: new Uint8Array() })
    else take(files.at(-1), id, value)
    at += 9 + length + 2
  }
  const whole = files.filter(({ bytes: content }) => content.length > 0)
  return whole.length > 0 ? whole : null
}

function take(file: TnefFile | undefined, id: number, value: Buffer): void {
  if (file === undefined) return
  if (id === ATTACHMENT_DATA) file.bytes = value
  if (id === ATTACHMENT_TITLE && file.name === '') file.name = value.toString('latin1').replace(/\0.*$/s, '')
  if (id === ATTACHMENT_PROPERTIES) file.name = longName(value) ?? file.name
}

/** The name of more than eight signs is a MAPI property; those before it are walked over by their sizes. */
function longName(value: Buffer): string | null {
  for (const wanted of LONG_NAME) {
    for (const [type, width] of [
      [0x1f, 'utf16le'],
      [0x1e, 'latin1'],
    ] as const) {
      const at = value.indexOf(Buffer.from([type, 0, wanted & 255, wanted >> 8, 1, 0, 0, 0]))
      if (at < 0 || at + 12 > value.length) continue
      const size = value.readUInt32LE(at + 8)
      const name = value.toString(width, at + 12, Math.min(at + 12 + size, value.length)).replace(/\0.*$/s, '')
      if (name !== '') return name
    }
  }
  return null
}
