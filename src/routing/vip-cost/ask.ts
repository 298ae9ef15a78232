import { Type } from 'typebox'
import { Check } from 'typebox/value'
import { visible } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import { notAList, pack, unpack } from '#kernel/http'
import type { Context, RowList } from '#kernel/registry'

/** What is asked: the time, one brand or all. */
export interface Ask {
  from: Date
  to: Date
  brand: string | null
}

/** By these somebody got work that had waited. */
const GIVEN = ['pulled', 'pushed', 'accepted', 'took', 'assigned', 'replied', 'proposed']

/** Assignments `a` of work `w`, given in that time, which this viewer may see. */
export const seenGiven = (ctx: Context, { from, to, brand }: Ask): RawBuilder<boolean> => {
  const scopes = sql`array['queue:' || coalesce(a.queue_id, w.queue_id)::text]`
  return sql<boolean>`(a.at >= ${from} and a.at < ${to} and a.why = any(${GIVEN}::text[])
    and ${visible(ctx.actor, 'queue.report', sql.ref('w.brand_id'), scopes)}
    and ${visible(ctx.actor, 'conversation.read', sql.ref('w.brand_id'), scopes)}
    and ${brand === null ? sql`true` : sql`w.brand_id = ${brand}::uuid`})`
}

/** The first time each conversation was given in that time: a conversation counts once. */
export const firstGiven = (ctx: Context, ask: Ask): RawBuilder<unknown> => sql`
  select distinct on (a.conversation_id) a.conversation_id, a.waited_seconds as waited, a.facts ? 'vip' as vip
  from routing.assignment a join routing.work_item w on w.id = a.work_item_id
  where ${seenGiven(ctx, ask)} order by a.conversation_id, a.at, a.id`

const Time = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 })
const uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const Packed = Type.Tuple([Type.Boolean(), Time, Time, Type.Union([uuid, Type.Null()])])

/** `vip-cost:<token>`, to be given to `GET /api/v1/inbox?list=`: it names the rows and grants nothing. */
export const listOf = (vip: boolean, { from, to, brand }: Ask): string =>
  `vip-cost:${pack([vip, from.getTime(), to.getTime(), brand])}`

/** The conversations behind a number: the same question. */
export const vipCostList: RowList = {
  name: 'vip-cost',
  ids: (ctx, token) => {
    const packed = unpack(token)
    if (!Check(Packed, packed)) throw notAList()
    const [vip, from, to, brand] = packed
    const ask = { from: new Date(from), to: new Date(to), brand }
    return sql`select g.conversation_id from (${firstGiven(ctx, ask)}) g where g.vip = ${vip}`
  },
}
