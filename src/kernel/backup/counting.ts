import { createHash, type Hash } from 'node:crypto'
import { Problem } from '#kernel/errors'
import type { Sums } from './manifest.ts'

/** Counts what comes in, and says what is not as it went out. */
export function counting() {
  const rows = new Map<string, number>()
  const tables = new Map<string, Hash>()
  const blobs = { hash: createHash('sha256'), count: 0 }
  return {
    rows: (name: string, count: number): void => void rows.set(name, count),
    table(name: string, piece: Uint8Array): void {
      const hash = tables.get(name) ?? createHash('sha256')
      tables.set(name, hash.update(piece))
    },
    blob(key: string): string {
      blobs.hash.update(key)
      blobs.count++
      return key
    },
    async *through(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const piece of body) {
        blobs.hash.update(piece)
        yield piece
      }
    },
    compare(sums: Sums): void {
      for (const [name, sum] of Object.entries(sums.tables)) {
        if (rows.get(name) !== sum.rows) throw differs(`${name} has ${rows.get(name) ?? 0} rows and not ${sum.rows}`)
        if (digest(tables.get(name)) !== sum.sha256) throw differs(`the rows of ${name} are not those that were kept`)
      }
      if (blobs.count !== sums.blobs.count)
        throw differs(`there are ${blobs.count} attachments and not ${sums.blobs.count}`)
      if (sums.blobs.sha256 !== '' && digest(blobs.hash) !== sums.blobs.sha256)
        throw differs('the attachments are not those that were kept')
    },
  }
}

const digest = (hash = createHash('sha256')): string => hash.digest('hex')

const differs = (how: string): Problem =>
  new Problem('unprocessable', `This backup does not hold what it says: ${how}. Nothing was changed. Take another one.`)
