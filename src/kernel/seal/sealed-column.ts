import type { Purpose } from './seal.ts'

/** A column that holds what was sealed: by itself, or as the values of a JSON object. */
export interface SealedColumn {
  /** `schema.table` */
  table: string
  column: string
  purpose: Purpose
  shape: 'text' | 'values'
}
