import { Problem } from '#kernel/errors'

const BLOCK = 512
const ZEROS = Buffer.alloc(BLOCK)

/** The head of a file in a tar (POSIX ustar). Names have at most 100 bytes, ours all do. */
export function tarHead(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`the name ${name} does not fit a tar`)
  const head = Buffer.alloc(BLOCK)
  head.write(name, 0)
  head.write('0000600\0', 100)
  head.write('0000000\0', 108)
  head.write('0000000\0', 116)
  head.write(`${bytes.toString(8).padStart(11, '0')} `, 124)
  head.write('00000000000 ', 136)
  head.write('        ', 148)
  head.write('0', 156)
  head.write('ustar\x0000', 257)
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return head
}

/** What fills a file up to whole blocks. */
export const tarPad = (bytes: number): Buffer => ZEROS.subarray(0, (BLOCK - (bytes % BLOCK)) % BLOCK)

export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK)

export interface TarEntry {
  name: string
  bytes: number
  /** To be read to its end before the next entry is asked for. */
  body: AsyncIterable<Buffer>
}

/** The files of a tar, one after the other, none held in memory. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = new Reader(source)
  for (;;) {
    const head = await reader.exactly(BLOCK)
    if (head.every((byte) => byte === 0)) return
    const name = head.toString('utf8', 0, head.indexOf(0))
    const bytes = Number.parseInt(head.toString('latin1', 124, 135), 8)
    if (!Number.isSafeInteger(bytes)) throw broken()
    yield { name, bytes, body: reader.body(bytes) }
    await reader.exactly(tarPad(bytes).length)
  }
}

const broken = (): Problem => new Problem('unprocessable', 'The backup cannot be read: its contents end too early.')

/** Takes bytes out of a stream in the sizes that are asked for. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>
  #left: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async exactly(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of this.body(bytes)) parts.push(part)
    return Buffer.concat(parts)
  }
  async *body(bytes: number): AsyncGenerator<Buffer> {
    for (let wanted = bytes; wanted > 0; ) {
      const part = await this.#some(wanted)
      wanted -= part.length
      yield part
    }
  }

  async #some(atMost: number): Promise<Buffer> {
    while (this.#left.length === 0) {
      const { done, value } = await this.#source.next()
      if (done === true) throw broken()
      this.#left = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
    const part = this.#left.subarray(0, atMost)
    this.#left = this.#left.subarray(part.length)
    return part
  }
}
