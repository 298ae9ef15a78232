import { audit } from '#kernel/access'
import { sql } from '#kernel/db'
import { replayDeadJob } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { parkedOne } from './find-parked.ts'

/** Tries it again, as if it had come now; a mail that its server did not give is asked for again. */
export async function replayParked(ctx: Context, id: string): Promise<void> {
  const { brand, jobs, state } = await parkedOne(ctx, id)
  await ctx.transaction(async (tx) => {
    for (const job of jobs) await replayDeadJob(tx, job)
    if (state === 'unfetched')
      await sql`update channels.delivery set headers = headers || '{"again": "1"}' where id = ${id}`.execute(tx)
    await audit(tx, { deed: 'delivery.replay', subject: id, brand, data: {} })
  })
}
