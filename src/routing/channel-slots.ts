import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { allowEverywhere } from './capacity.ts'

export interface ChannelSlots {
  channel: string
  slots: number
}

export async function listChannelSlots({ db }: Context): Promise<ChannelSlots[]> {
  return await db.selectFrom('routing.channel_slots').select(['channel', 'slots']).orderBy('channel').execute()
}

/** Counts from the next conversation that waits; what somebody works on keeps what it took. */
export async function setChannelSlots(ctx: Context, { channel, slots }: ChannelSlots): Promise<ChannelSlots> {
  allowEverywhere(ctx)
  await ctx.transaction((tx) =>
    sql`insert into routing.channel_slots (channel, slots) values (${channel}, ${slots})
        on conflict (channel) do update set slots = excluded.slots`.execute(tx),
  )
  return { channel, slots }
}
