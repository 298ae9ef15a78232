import type { Erasure } from '#kernel/blobs'
import { type Db, sql } from '#kernel/db'

/** Everybody this database knows to have been forgotten, ids only. */
export async function erasedSoFar(db: Db): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    select 'contact' as kind, id::text as id from people.erased
    union all
    select distinct 'conversation', subject from kernel.audit where deed = 'conversation.forget' and subject is not null`.execute(
    db,
  )
  return rows
}
