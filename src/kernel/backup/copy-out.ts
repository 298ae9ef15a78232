import type { Duplex } from 'node:stream'
import type pg from 'pg'

/** What a COPY needs of pg's connection, which its types leave out. */
export interface Wire {
  readonly stream: Duplex
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(why: string): void
}

const PIECE = 256 * 1024
/** Pieces that may wait for their reader; then the server waits, too. */
const WAITING = 16

/** The bytes of a `copy … to stdout`, in pieces; the reader sets the pace. Throws what the server says. */
export async function* copyOut(client: pg.ClientBase, text: string): AsyncGenerator<Buffer> {
  const copy = new CopyOut(text)
  client.query(copy)
  try {
    for (let piece = await copy.next(); piece !== null; piece = await copy.next()) yield piece
  } finally {
    copy.letGo()
  }
}

/** What pg calls while the rows arrive, one message each. */
class CopyOut {
  readonly #text: string
  #filling = Buffer.allocUnsafe(PIECE)
  #filled = 0
  #pieces: Buffer[] = []
  #end: { error: Error | null } | null = null
  #wake: (() => void) | null = null
  #wire: Wire | null = null

  constructor(text: string) {
    this.#text = text
  }
  submit(connection: unknown): void {
    this.#wire = connection as Wire
    this.#wire.query(this.#text)
  }
  /** The parser uses its memory again, so the bytes are taken at once. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    for (let from = 0; from < chunk.length; ) {
      const took = chunk.copy(this.#filling, this.#filled, from)
      from += took
      this.#filled += took
      if (this.#filled === PIECE) this.#hand()
    }
    if (this.#pieces.length >= WAITING) this.#wire?.stream.pause()
  }
  handleCommandComplete(): void {
    this.#hand()
  }
  handleReadyForQuery(): void {
    this.#finish(null)
  }
  handleError(error: Error): void {
    this.#finish(error)
  }

  /** The next piece; null after the last. */
  async next(): Promise<Buffer | null> {
    for (;;) {
      const piece = this.#pieces.shift()
      if (this.#pieces.length < WAITING) this.#wire?.stream.resume()
      if (piece !== undefined) return piece
      if (this.#end !== null) {
        if (this.#end.error !== null) throw this.#end.error
        return null
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
  /** Nobody reads on; the connection must not stay silent for ever. */
  letGo(): void {
    this.#wire?.stream.resume()
  }

  #hand(): void {
    if (this.#filled > 0) this.#pieces.push(this.#filling.subarray(0, this.#filled))
    this.#filling = Buffer.allocUnsafe(PIECE)
    this.#filled = 0
    this.#wake?.()
  }
  #finish(error: Error | null): void {
    this.#end = { error }
    this.#wake?.()
  }
}
