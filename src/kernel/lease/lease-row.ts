import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** Takes the name when it is free or its holder's time is over, by the database's clock. */
export async function takeLease(db: Db, name: string, holder: string, ttlSeconds: number): Promise<boolean> {
  const { rows } = await sql`
    insert into kernel.lease (name, held_by, until)
    values (${name}, ${holder}, clock_timestamp() + make_interval(secs => ${ttlSeconds}))
    on conflict (name) do update set held_by = excluded.held_by, until = excluded.until
      where kernel.lease.until < clock_timestamp() or kernel.lease.held_by = excluded.held_by
    returning 1`.execute(db)
  return rows.length > 0
}

/** False when somebody else has it by now. A lease that ran out and was taken by nobody is still ours to renew. */
export async function renewLease(db: Db, name: string, holder: string, ttlSeconds: number): Promise<boolean> {
  const { rows } = await sql`
    update kernel.lease set until = clock_timestamp() + make_interval(secs => ${ttlSeconds})
     where name = ${name} and held_by = ${holder} returning 1`.execute(db)
  return rows.length > 0
}

export async function giveBackLease(db: Db, name: string, holder: string): Promise<void> {
  await sql`delete from kernel.lease where name = ${name} and held_by = ${holder}`.execute(db)
}
