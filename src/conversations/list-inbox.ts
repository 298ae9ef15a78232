import { visible } from '#kernel/access'
import { hotShape, json, type RawBuilder, type RawJson, sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { Input } from '#kernel/http'
import { decodeCursor, encodeCursor } from '#kernel/http'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ConversationsApi, conversationsApi } from './contract.ts'
import { rowJson } from './present.ts'

type Query = Input<(typeof conversationsApi)['GET /api/v1/inbox']>['query']
type Answer = ConversationsApi['GET /api/v1/inbox']['answer']

/** A view or queue, one statement: rows as JSON made by PostgreSQL, the reader's positions, the cursor of the snapshot. */
export async function listInbox(ctx: Context, query: Query): Promise<RawJson<Answer>> {
  const limit = query.limit ?? 50
  const order = orders[query.order ?? (isSettled(query.view) ? 'newest' : 'waiting')]
  const [page] = await hotShape(
    ctx.db,
    sql<{
      items: string
      reads: string
      live: string
      n: number
      last: (string | number)[] | null
    }>`
    with page as (
      select r.*, row_number() over (order by ${order.by}) as place from conversations.inbox_row r
      where ${visible(ctx.actor, 'conversation.read', sql.ref('r.brand_id'), sql.ref('r.scopes'))}
        and ${within(ctx, query)} and ${order.after(query.after)}
      order by ${order.by} limit ${sql.lit(limit + 1)}
    ), shown as (select * from page where place <= ${sql.lit(limit)})
    select coalesce((select json_agg(${rowJson} order by r.place) from shown r), '[]')::text as items,
      coalesce((select json_object_agg(p.conversation_id, p.seq) from conversations.read_position p
        join shown s using (conversation_id) where p.reader_id = ${reader(ctx)}::uuid), '{}')::text as reads,
      ${livePos()} as live, (select count(*)::int from page) as n,
      (select ${order.key} from shown r order by place desc limit 1) as last`,
  )
  if (page === undefined) throw new Error('An aggregate answered no row.')
  const next = page.n > limit && page.last !== null ? encodeCursor(page.last) : null
  return json(
    `{"items":${page.items},"reads":${page.reads},"next":${JSON.stringify(next)},"live":${JSON.stringify(page.live)}}`,
  )
}

const reader = (ctx: Context): string | null => (ctx.actor.kind === 'agent' ? ctx.actor.id : null)
const isSettled = (view: string | undefined): boolean =>
  view === 'solved' || view === 'pending' || view === 'snoozed' || view === 'spam'

/** As the indexes have it: who does not wait comes last. */
const waits = sql`coalesce(r.waiting_since, 'infinity')`

interface Order {
  by: RawBuilder<unknown>
  key: RawBuilder<unknown>
  after(cursor: string | undefined): RawBuilder<unknown>
}
const orders: Record<'waiting' | 'newest', Order> = {
  waiting: {
    by: sql`r.priority, ${waits}, r.conversation_id`,
    key: sql`jsonb_build_array(r.priority, ${waits}::text, r.conversation_id)`,
    after: (cursor) => {
      const at = decodeCursor(cursor, 3)
      return at === null
        ? sql`true`
        : sql`(r.priority, ${waits}, r.conversation_id) > (${at[0]}, ${at[1]}::timestamptz, ${at[2]}::uuid)`
    },
  },
  newest: {
    by: sql`r.created_at desc, r.conversation_id desc`,
    key: sql`jsonb_build_array(r.created_at::text, r.conversation_id)`,
    after: (cursor) => {
      const at = decodeCursor(cursor, 2)
      return at === null ? sql`true` : sql`(r.created_at, r.conversation_id) < (${at[0]}::timestamptz, ${at[1]}::uuid)`
    },
  },
}

function within(ctx: Context, query: Query): RawBuilder<unknown> {
  const parts = [viewSql(ctx, query)]
  if (query.brand !== undefined) parts.push(sql`r.brand_id = ${query.brand}`)
  if (query.label !== undefined) parts.push(sql`r.labels @> array[${query.label}::uuid]`)
  if (query.contact !== undefined) parts.push(sql`r.contact_id = ${query.contact}`)
  if (query.list !== undefined) parts.push(sql`r.conversation_id in (${idsOf(ctx, query.list)})`)
  return sql.join(parts, sql` and `)
}

type View = NonNullable<Query['view']>
type Fixed = Exclude<View, `queue:${string}`>

const me = (ctx: Context) => sql`${reader(ctx)}::uuid`
const views: { [V in Fixed]?: (ctx: Context) => RawBuilder<unknown> } & Record<
  string,
  (ctx: Context) => RawBuilder<unknown>
> = {
  mine: (ctx) => sql`r.assignee_id = ${me(ctx)} and r.status in ('open', 'pending')`,
  unassigned: () => sql`r.status = 'open' and r.holder = 'queue'`,
  bot: () => sql`r.status = 'open' and r.holder = 'bot'`,
  pending: () => sql`r.status = 'pending'`,
  snoozed: () => sql`r.status = 'snoozed'`,
  solved: () => sql`r.status = 'solved'`,
  spam: () => sql`r.status = 'spam'`,
  followed: (ctx) => sql`r.status <> 'closed' and r.conversation_id in (
    select f.conversation_id from conversations.follower f where f.agent_id = ${me(ctx)} and f.following)`,
  mentions: (ctx) => sql`r.status in ('open', 'pending') and r.conversation_id in (
    select m.conversation_id from conversations.message m where m.mentions @> array[${me(ctx)}])`,
}

/** Without a view: open ones, or, when another filter narrows the list, all of them. */
function viewSql(ctx: Context, query: Query): RawBuilder<unknown> {
  if (query.view === undefined && (query.contact !== undefined || query.list !== undefined)) return sql`true`
  const view = query.view ?? 'all'
  if (view.startsWith('queue:'))
    return sql`r.queue_id = ${view.slice(6)}::uuid and r.status = 'open' and r.holder = 'queue'`
  return views[view]?.(ctx) ?? sql`r.status = 'open'`
}

function idsOf(ctx: Context, list: string): RawBuilder<unknown> {
  const [name = '', ...token] = list.split(':')
  const found = ctx.app.registered.rowLists.get(name)
  if (found !== undefined) return found.ids(ctx, token.join(':'))
  throw new Problem('invalid_input', 'This list does not exist any more. Open it from its report again.', {
    faults: [{ pointer: '/query/list', detail: 'unknown list' }],
  })
}
