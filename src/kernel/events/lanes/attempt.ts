import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import { errorCode } from './error-code.ts'

/** Runs the work in a savepoint: answers null when it is done, else the code of its failure, with its effects undone. Throws when the connection is gone. */
export async function attempt(tx: Tx, work: () => Promise<void>): Promise<string | null> {
  await sql`savepoint attempt`.execute(tx)
  try {
    await work()
    await sql`release savepoint attempt`.execute(tx)
    return null
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(tx)
    await sql`release savepoint attempt`.execute(tx)
    return errorCode(error)
  }
}
