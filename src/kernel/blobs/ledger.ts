import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Somebody was forgotten: an id, and nothing that says who it was. */
export interface Erasure {
  kind: 'contact' | 'conversation'
  id: string
}

/** Who was forgotten, kept where the loss of the database does not reach it. It only grows. */
export interface Ledger {
  /** Returns when they are on the disk. A repeat is harmless. */
  add(erasures: readonly Erasure[]): Promise<void>
  read(): AsyncIterable<Erasure>
}

export const LEDGER = 'erasures'

/** A text with one `contact <id>` or `conversation <id>` a line; a file that is not there is empty. */
export const fileLedger = (path: string): Ledger => ({
  async add(erasures) {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, 'a', 0o600)
    try {
      await file.write(erasures.map(({ kind, id }) => `${kind} ${id}\n`).join(''))
      await file.sync()
    } finally {
      await file.close()
    }
  },
  async *read() {
    for (const line of (await textOf(path)).split('\n')) {
      const [kind, id] = line.trim().split(' ')
      const found = { kind, id }
      if (isErasure(found)) yield found
    }
  },
})

export const isErasure = (told: { kind: string | undefined; id: string | undefined }): told is Erasure =>
  (told.kind === 'contact' || told.kind === 'conversation') &&
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(told.id ?? '')

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
