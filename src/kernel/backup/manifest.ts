import type { RanMigration } from '#kernel/db'

/** What stands at the head of a backup: enough to make the tables again before their content is read. */
export interface Manifest {
  format: 1
  /** When the snapshot was taken. */
  at: string
  postgres: string
  migrations: RanMigration[]
  /** Fingerprints of the secrets its content may be sealed with, the newest first. */
  secrets: string[]
  /** In the order they are filled: what others point to comes first. */
  tables: TableShape[]
  partitions: { name: string; of: string; bound: string }[]
  sequences: { name: string; last: string; called: boolean }[]
  /** False in a move within the same attachments. */
  blobs: boolean
}

export interface TableShape {
  /** `schema.table` */
  name: string
  /** Those that are stored, not computed. */
  columns: string[]
}

/** What stands at its end: what there was, to be counted again on the way in. */
export interface Sums {
  tables: Record<string, { rows: number; bytes: number; sha256: string }>
  blobs: BlobSum
}
export interface BlobSum {
  count: number
  bytes: number
  sha256: string
  /** Keys that rows name and that were not there, or not whole. */
  missing: string[]
}

/** The names of the files in a backup. */
export const names = {
  manifest: 'manifest.json',
  table: (table: string, part: number): string => `tables/${table}/${String(part).padStart(6, '0')}.copy`,
  blob: (key: string): string => `blobs/${key}`,
  sums: 'sums.json',
} as const

/** `"schema"."table"`, for SQL. Our names hold no quotes. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.')

export const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ')
