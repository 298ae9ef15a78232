import type { Erasure } from '#kernel/blobs'
import type { Tx } from '#kernel/db'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'

declare module '#kernel/jobs' {
  interface JobMap {
    'people.note-erasure': Erasure
  }
}

/** Written beside the attachments once this is committed, so that an older backup of the database does not bring anybody back. */
export const noteErasure = (tx: Tx, erasure: Erasure): Promise<void> =>
  // One at a time: two nodes that append to a shared folder would write over each other.
  enqueue(tx, 'people.note-erasure', erasure, { lane: 'erasures' })

export const keepErasure = (ctx: Context, erasure: Erasure): Promise<void> => ctx.app.blobs.ledger.add([erasure])
