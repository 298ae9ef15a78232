import { Problem } from '#kernel/errors'
import type { Row } from '../lock-row.ts'

/** Nobody works on what is spam. Throws `conflict` until somebody says it is none. */
export function refuseSpam(row: Pick<Row, 'status'>): void {
  if (row.status === 'spam')
    throw new Problem('conflict', 'This is marked as spam. Say that it is none first; nothing was changed.')
}
