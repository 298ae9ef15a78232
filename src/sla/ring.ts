import { type Row, stamp } from '#conversations'
import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { AgentId, ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'
import type { Clock } from './clock.ts'
import { lockTalks } from './load.ts'
import { nextMoment } from './reckon.ts'
import { saveTalks } from './save.ts'

/** A clock's time has come, or came and was put off since. Done twice, it is announced once: the clock remembers. */
export async function ring(ctx: Context, { clockId }: { clockId: string }): Promise<void> {
  const found = await ctx.db
    .selectFrom('sla.clock')
    .select(['conversation_id', 'next_at'])
    .where('id', '=', clockId)
    .executeTakeFirst()
  if (found === undefined || found.next_at === null) return
  if (found.next_at > ctx.clock.now()) return ringLater(ctx, clockId, found.next_at)
  await ctx.transaction((tx) => announce(tx, found.conversation_id, clockId))
}

const ringLater = (ctx: Context, clockId: string, at: Date): Promise<void> =>
  ctx.transaction((tx) => enqueue(tx, 'sla.ring', { clockId }, { key: clockId, at }))

async function announce(tx: Tx, id: ConversationId, clockId: string): Promise<void> {
  const [talk] = await lockTalks(tx, [id])
  const clock = talk?.clocks.find((each) => each.id === clockId)
  const now = tx.clock.now().getTime()
  if (talk === undefined || clock === undefined) return
  const at = nextMoment(clock)
  if (at === null || at > now) return
  const isLate = clock.dueAt !== null && clock.dueAt <= now
  const told: Clock = { ...clock, warnedAt: clock.warnedAt ?? now, breachedAt: isLate ? now : null }
  const clocks = talk.clocks.map((each) => (each.id === clockId ? told : each))
  // Locks the row, too, so that the event has its place among those of the conversation.
  const row = await stamp(tx, id, {})
  await saveTalks(tx, [talk], [{ ...talk, clocks }])
  await publishFor(tx, row, told, isLate ? 'clock.breached' : 'clock.warned')
  await tellWhom(tx, row, told, isLate ? 'breached' : 'due')
}

async function publishFor(tx: Tx, row: Row, clock: Clock, name: 'clock.warned' | 'clock.breached'): Promise<void> {
  const { dueAt, policy, target } = clock
  if (policy === null || target === null || dueAt === null) return
  await publish(tx, name, {
    brand: row.brand_id,
    subject: row.conversation_id,
    about: { contact: row.contact_id },
    scopes: row.scopes,
    data: {
      clockId: clock.id,
      clock: clock.kind,
      policyId: policy,
      dueAt: new Date(dueAt).toISOString(),
      target,
      ...(row.queue_id === null ? {} : { queueId: row.queue_id }),
      ...(row.assignee_id === null ? {} : { agentId: row.assignee_id }),
    },
  })
}

/** Whoever has it; while nobody has, those who lead its queue. */
async function tellWhom(tx: Tx, row: Row, { id, kind, dueAt }: Clock, code: 'due' | 'breached'): Promise<void> {
  const where = { brand: row.brand_id, scopes: row.scopes }
  const agents: AgentId[] = row.assignee_id === null ? await whoMay(tx, 'queue.manage', where) : [row.assignee_id]
  for (const agent of agents)
    await tell(tx, {
      agent,
      kind: 'warning',
      about: { kind: 'conversation', id: row.conversation_id },
      where,
      data: { code, clock: kind },
      key: `clock:${id}:${code}:${dueAt}`,
    })
}

/** Later than this after its time a clock's own job was lost with the node that held it: another path finds it. */
const LOST_MS = 500
const AT_ONCE = 100

/** Every second: what a killed node left behind is announced without waiting for the end of its lease. */
export async function ringLate(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - LOST_MS)
  const { rows } = await sql<{ id: string }>`
    select id from sla.clock where next_at < ${before} order by next_at limit ${AT_ONCE}`.execute(ctx.db)
  for (const { id } of rows) await ring(ctx, { clockId: id })
}
