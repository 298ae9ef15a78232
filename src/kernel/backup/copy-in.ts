import { once } from 'node:events'
import type pg from 'pg'
import type { Wire } from './copy-out.ts'

/** Feeds a `copy … from stdin`; answers how many rows the server took. Throws what the source or the server says. */
export async function copyIn(client: pg.ClientBase, text: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  const copy = new CopyIn(text, source)
  client.query(copy)
  return copy.rows
}

/** What pg calls: the server is ready for the bytes, has taken them all, or refuses. */
class CopyIn {
  readonly #text: string
  readonly #source: AsyncIterable<Uint8Array>
  readonly #done = Promise.withResolvers<number>()
  readonly #stopped = new AbortController()
  #taken = 0
  #cause: unknown = null

  constructor(text: string, source: AsyncIterable<Uint8Array>) {
    this.#text = text
    this.#source = source
  }
  get rows(): Promise<number> {
    return this.#done.promise
  }
  submit(connection: unknown): void {
    const wire = connection as Wire
    wire.query(this.#text)
  }
  handleCopyInResponse(connection: unknown): void {
    void this.#pump(connection as Wire)
  }
  handleCommandComplete({ text }: { text: string }): void {
    this.#taken = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? Number.NaN)
  }
  handleReadyForQuery(): void {
    this.#done.resolve(this.#taken)
  }
  handleError(error: Error): void {
    this.#stopped.abort()
    this.#done.reject(this.#cause ?? error)
  }

  async #pump(wire: Wire): Promise<void> {
    try {
      for await (const chunk of this.#source) {
        if (this.#stopped.signal.aborted) return
        wire.sendCopyFromChunk(chunk)
        if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain', { signal: this.#stopped.signal })
      }
      wire.endCopyFrom()
    } catch (error) {
      if (this.#stopped.signal.aborted) return
      this.#cause = error
      wire.sendCopyFail('the source ended early')
    }
  }
}
