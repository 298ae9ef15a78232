import { type Db, sql } from '#kernel/db'
import { livePos } from '#kernel/live'

/** Where the log stands. Ask before the data is read: what happens in between is told twice, never missed. */
export async function liveNow(db: Db): Promise<string> {
  const { rows } = await sql<{ pos: string }>`select ${livePos()} as pos`.execute(db)
  return rows[0]?.pos ?? '0'
}
