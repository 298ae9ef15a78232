import { mayIn } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { AccountId, BrandId } from '#kernel/ids'
import { type DeadJob, listDeadJobs } from '#kernel/jobs'
import type { Context } from '#kernel/registry'

/** More dead than this is a fault of ours, which the alarm has told. */
const MOST = 200

export interface Parked {
  id: string
  brand: BrandId
  account: AccountId
  channel: string
  state: 'parked' | 'unfetched'
  reason: string
  bytes: number
  receivedAt: Date
  parkedAt: Date | null
  /** The dead jobs that wait for somebody to replay them. */
  jobs: string[]
}

/** Those of the brands whose accounts the caller looks after, the newest first. */
export async function findParked(ctx: Context): Promise<Parked[]> {
  const dead = await deadJobs(ctx.db)
  const { rows } = await sql<Omit<Parked, 'jobs' | 'reason'> & { reason: string | null; inbound: string[] }>`
    select d.id, a.brand_id as brand, d.account_id as account, a.channel, octet_length(d.body) as bytes, d.received_at as "receivedAt",
      case when d.headers ? 'unfetched' then 'unfetched' else 'parked' end as state, d.headers ->> 'unfetched' as reason,
      d.aside_at as "parkedAt", array(select i.id from channels.inbound i where i.delivery_id = d.id) as inbound
    from channels.delivery d join channels.account a on a.id = d.account_id
    where (d.parsed_at is null and d.aside_at is not null and d.headers ? 'unfetched')
      or d.id = any(${[...dead.keys()]}::uuid[])
      or d.id in (select delivery_id from channels.inbound where id = any(${[...dead.keys()]}::uuid[]))
    order by d.received_at desc, d.id desc limit ${MOST}`.execute(ctx.db)
  return rows
    .filter(({ brand }) => mayIn(ctx.actor, 'account.manage', brand))
    .map(({ inbound, ...row }) => {
      const jobs = [row.id, ...inbound].flatMap((id) => dead.get(id) ?? [])
      return { ...row, reason: row.reason ?? jobs[0]?.error ?? '', jobs: jobs.map(({ id }) => id) }
    })
}

/** By the delivery or the event that they carry. */
async function deadJobs(db: Db): Promise<Map<string, DeadJob[]>> {
  const kinds = ['channels.parse-delivery', 'channels.take-event']
  const pages = await Promise.all(kinds.map((kind) => listDeadJobs(db, { kind, limit: MOST })))
  return Map.groupBy(
    pages.flatMap(({ items }) => items),
    ({ payload }) => idIn(payload),
  )
}

function idIn(payload: unknown): string {
  const { deliveryId, inboundId } = payload as { deliveryId?: unknown; inboundId?: unknown }
  return String(deliveryId ?? inboundId ?? '')
}

/** Unknown and another brand's look the same. */
export async function parkedOne(ctx: Context, id: string): Promise<Parked> {
  const found = (await findParked(ctx)).find((one) => one.id === id)
  if (found === undefined) throw notFound('delivery')
  return found
}
