import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { Brand } from '#people'
import { type Bucket, bucketsOf } from './buckets.ts'
import type { Report } from './contract.ts'
import { baseOf, type Question } from './measures.ts'
import { seenFacts } from './seen-facts.ts'
import { listOf } from './token.ts'

type Volume = Omit<Report['volume'], 'total'>

interface Group {
  bucket: number | null
  channel: string | null
  brand: string | null
  n: number
}

/** Conversations begun, by time, by channel and by brand: one pass for all three. */
export async function volumeParts(
  ctx: Context,
  ask: Question,
  timeZone: string,
  brands: readonly Brand[],
): Promise<Volume> {
  const { step, buckets } = bucketsOf(ask.from, ask.to, timeZone)
  const groups = await countGroups(ctx, ask, buckets)
  const nameOf = (id: string) => brands.find((brand) => brand.id === id)?.name ?? ''
  const inBucket = new Map(groups.map(({ bucket, n }) => [bucket, n]))
  return {
    step,
    byHour: buckets.map(({ from, to }, at) => ({
      at: from.toISOString(),
      n: inBucket.get(at + 1) ?? 0,
      list: listOf('volume', { ...ask, from, to }),
    })),
    byChannel: groups.flatMap(({ channel, n }) =>
      channel === null ? [] : [{ key: channel, label: channel, n, list: listOf('channel', { ...ask, key: channel }) }],
    ),
    byBrand: groups.flatMap(({ brand, n }) =>
      brand === null ? [] : [{ key: brand, label: nameOf(brand), n, list: listOf('volume', { ...ask, brand }) }],
    ),
  }
}

async function countGroups(ctx: Context, ask: Question, buckets: readonly Bucket[]): Promise<Group[]> {
  const cuts = buckets.map(({ from }) => from.toISOString())
  if (cuts.length === 0) return []
  const { rows } = await sql<Group>`
    with begun as (
      select width_bucket(f.started_at, ${cuts}::timestamptz[]) as bucket, f.channel, f.brand_id as brand
      from analytics.conversation_fact f where ${seenFacts(ctx, ask)} and ${baseOf('volume', ask)})
    select bucket, channel, brand, count(*)::int as n from begun
    group by grouping sets ((bucket), (channel), (brand)) order by n desc, channel, brand`.execute(ctx.db)
  return rows
}
