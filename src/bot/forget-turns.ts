import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'

// Long after the last retry of a job, and of a restored backup.
const REMEMBER = { hours: 24 * 30 }

/** A turn is remembered so that it is not taken twice; after a month nobody tries it again. */
export async function forgetTurns(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.instant().subtract(REMEMBER).epochMilliseconds)
  await sql`delete from bot.turn where at < ${before}`.execute(ctx.db)
}
