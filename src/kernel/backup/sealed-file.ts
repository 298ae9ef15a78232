import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Problem } from '#kernel/errors'
import { type Keys, keyFor, type Lock, newLock } from './lock.ts'

const CIPHER = 'aes-256-gcm'
const FIRST_LINE = 'SWITCHBOARD BACKUP 1\n'
const PIECE = 256 * 1024
const TAG = 16
const LONGEST_LOCK = 4096

/**
 * The bytes of a locked file: two lines in clear, then pieces of at most 256 KiB, each with its length, sealed by AES-256-GCM.
 * The nonce counts the pieces and says which is the last, so none can be changed, moved, left out or cut off unseen.
 */
export async function* lockFile(keys: Keys, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const { key, lock } = newLock(keys, randomBytes(32))
  const head = Buffer.from(`${FIRST_LINE}${JSON.stringify(lock)}\n`)
  yield head
  const about = createHash('sha256').update(head).digest()
  let number = 0
  let waiting: Buffer | null = null
  for await (const piece of inPieces(source)) {
    if (waiting !== null) yield sealPiece({ key, about, number: number++, last: false }, waiting)
    waiting = piece
  }
  yield sealPiece({ key, about, number, last: true }, waiting ?? Buffer.alloc(0))
}

/** What was locked. Throws a sentence when the key is wrong, and when one bit of the file is not as it was written. */
export async function* unlockFile(keys: Keys, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const file = new Held(source)
  const { lock, head } = await readHead(file)
  const key = keyFor(keys, lock)
  if (key === null) throw wrongKey(lock)
  const about = createHash('sha256').update(head).digest()
  for (let number = 0; ; number++) {
    const length = (await file.take(4)).readUInt32BE()
    if (length < TAG || length > PIECE + TAG) throw damaged()
    const sealed = await file.take(length)
    const last = await file.isAtEnd()
    yield openPiece({ key, about, number, last }, sealed)
    if (last) return
  }
}

interface Piece {
  key: Buffer
  about: Buffer
  number: number
  last: boolean
}

function nonceOf({ number, last }: Piece): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 0)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

function sealPiece(piece: Piece, bytes: Buffer): Buffer {
  const cipher = createCipheriv(CIPHER, piece.key, nonceOf(piece)).setAAD(piece.about)
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(sealed.length + TAG)
  return Buffer.concat([length, sealed, cipher.getAuthTag()])
}

function openPiece(piece: Piece, sealed: Buffer): Buffer {
  const cipher = createDecipheriv(CIPHER, piece.key, nonceOf(piece), { authTagLength: TAG }).setAAD(piece.about)
  cipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - TAG)), cipher.final()])
  } catch {
    throw damaged()
  }
}

async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of source) {
    for (let from = 0; from < part.length; ) {
      const some = part.subarray(from, from + PIECE - bytes)
      parts.push(some)
      bytes += some.length
      from += some.length
      if (bytes < PIECE) continue
      yield Buffer.concat(parts)
      parts = []
      bytes = 0
    }
  }
  if (bytes > 0) yield Buffer.concat(parts)
}

async function readHead(file: Held): Promise<{ lock: Lock; head: Buffer }> {
  const first = await file.take(FIRST_LINE.length).catch(() => Buffer.alloc(0))
  if (first.toString('latin1') !== FIRST_LINE) throw noBackup()
  const line = await file.line(LONGEST_LOCK)
  return { lock: lockIn(line.toString('utf8')), head: Buffer.concat([first, line]) }
}

function lockIn(line: string): Lock {
  try {
    const { by, salt, check }: Partial<Record<keyof Lock, unknown>> = JSON.parse(line)
    if ((by === 'secret' || by === 'passphrase') && typeof salt === 'string' && typeof check === 'string')
      return { by, salt, check }
  } catch {}
  throw damaged()
}

/** Bytes of a stream that were read and not yet taken. */
class Held {
  readonly #source: AsyncIterator<Uint8Array>
  #bytes: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async take(bytes: number): Promise<Buffer> {
    while (this.#bytes.length < bytes) if (!(await this.#more())) throw damaged()
    const taken = this.#bytes.subarray(0, bytes)
    this.#bytes = this.#bytes.subarray(bytes)
    return taken
  }
  async line(longest: number): Promise<Buffer> {
    while (!this.#bytes.includes('\n')) if (this.#bytes.length > longest || !(await this.#more())) throw damaged()
    return this.take(this.#bytes.indexOf('\n') + 1)
  }
  async isAtEnd(): Promise<boolean> {
    return this.#bytes.length === 0 && !(await this.#more())
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next()
    if (done === true) return false
    this.#bytes = Buffer.concat([this.#bytes, value])
    return true
  }
}

const noBackup = (): Problem =>
  new Problem('unprocessable', 'This file is no backup of Switchboard, or one of a newer release. Nothing was changed.')

const damaged = (): Problem =>
  new Problem(
    'unprocessable',
    'This backup is damaged: it was cut off or changed after it was written. Nothing was changed. Take the one before it, or another copy.',
  )

const wrongKey = ({ by }: Lock): Problem =>
  new Problem(
    'unprocessable',
    by === 'secret'
      ? 'This backup is locked with another secret. Nothing was changed. Set SWITCHBOARD_SECRET to the secret of the Switchboard that made it (there it may be the file data/secret).'
      : 'This backup is locked with another passphrase. Nothing was changed. Give the right one by --passphrase-file.',
  )
