import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { announceDue } from './announce-due.ts'

/** A clock's time has come, or came and was put off since. Whatever else has come is announced with it. */
export async function ring(ctx: Context, { clockId }: { clockId: string }): Promise<void> {
  const found = await ctx.db.selectFrom('sla.clock').select('next_at').where('id', '=', clockId).executeTakeFirst()
  const at = found?.next_at ?? null
  if (at === null) return
  if (at > ctx.clock.now()) await ctx.transaction((tx) => enqueue(tx, 'sla.ring', { clockId }, { key: clockId, at }))
  else await ctx.transaction(announceDue)
}

/** Every second: what a killed node left behind is announced without waiting for the end of its lease. */
export async function ringLate(ctx: Context): Promise<void> {
  for (let found = 1; found > 0; ) found = await ctx.transaction(announceDue)
}
