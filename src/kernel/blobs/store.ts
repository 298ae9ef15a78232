import type { Readable } from 'node:stream'
import type { Ledger } from './ledger.ts'

/** First and last byte, both included. */
export interface ByteRange {
  from: number
  to: number
}

/** Where the bytes are. Keys are 64 hex digits. */
export interface BlobStore {
  /** Where uploads are spooled before they have a name; for a folder on the same disk, so that the last step is a rename. */
  readonly spool: string
  /** Makes the spooled file readable under its key, whole or not at all; the spooled file is gone after. A repeat is harmless. */
  place(key: string, path: string, bytes: number): Promise<void>
  read(key: string, range: ByteRange | null): Promise<Readable>
  remove(key: string): Promise<void>
  /** Kept beside the bytes, apart from the database. */
  readonly ledger: Ledger
  /** Keys whose bytes were placed before `olderThan`. */
  list(olderThan: Date): AsyncIterable<string>
}
