import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { allowEverywhere } from './capacity.ts'

import type { ChannelSlots } from './contract.ts'

export async function listChannelSlots({ db }: Context): Promise<ChannelSlots[]> {
  return await db
    .selectFrom('routing.channel_slots')
    .select(['channel', 'slots', 'wrap_up_seconds as wrapUp'])
    .orderBy('channel')
    .execute()
}

/** Counts from the next conversation that waits; what somebody works on keeps what it took. What is not said stays as it is. */
export async function setChannelSlots(
  ctx: Context,
  channel: string,
  { slots, wrapUp }: { slots: number; wrapUp?: number | undefined },
): Promise<ChannelSlots> {
  allowEverywhere(ctx)
  const { rows } = await ctx.transaction((tx) =>
    sql<ChannelSlots>`
      insert into routing.channel_slots as s (channel, slots, wrap_up_seconds) values (${channel}, ${slots}, ${wrapUp ?? 0})
      on conflict (channel) do update set slots = excluded.slots, wrap_up_seconds = coalesce(${wrapUp ?? null}, s.wrap_up_seconds)
      returning channel, slots, wrap_up_seconds as "wrapUp"`.execute(tx),
  )
  const [set] = rows
  if (set === undefined) throw new Error('Slots were lost while they were set.')
  return set
}
