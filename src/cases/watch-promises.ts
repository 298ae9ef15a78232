import { whoMay } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { App, Context } from '#kernel/registry'
import { endLocked } from './end-promise.ts'
import { pass, tellOf } from './pass-promise.ts'
import { type HeldPromise, held, warnAt } from './promise.ts'
import { talksOf } from './talks.ts'

/**
 * Before it is late its owner is warned; an owner who is not there has it passed on first, to whoever has the conversation,
 * else to all, and those who lead are told. At its time, still open, it has failed.
 */
export async function watchPromise(ctx: Context, { promiseId }: { promiseId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    await sql`select from cases.promise where id = ${promiseId} for update`.execute(tx)
    const promise = (await held(sql`p.id = ${promiseId}`).execute(tx)).rows[0]
    if (promise?.state !== 'open') return
    const now = tx.clock.now()
    if (promise.due_at <= now) return late(tx, ctx.app, promise)
    if (warnAt(promise) > now) return again(tx, promise, warnAt(promise))
    await warn(tx, ctx.app, promise)
    await again(tx, promise, promise.due_at)
  })
}

const again = (tx: Tx, { id }: HeldPromise, at: Date): Promise<void> =>
  enqueue(tx, 'cases.watch-promise', { promiseId: id }, { key: id, at })

async function warn(tx: Tx, app: App, promise: HeldPromise): Promise<void> {
  await sql`update cases.promise set warned_at = ${tx.clock.now()} where id = ${promise.id}`.execute(tx)
  const { owner_id: owner } = promise
  if (owner !== null && (await isThere(tx, owner))) return void (await tellOf(tx, promise, owner, 'promise'))
  const next = await whoHas(tx, app, promise)
  if (next !== owner) await pass(tx, promise, next)
  const told = next === null ? await leaders(tx, promise) : [next]
  for (const agent of told) await tellOf(tx, promise, agent, next === null ? 'promise' : 'promise-passed')
}

async function late(tx: Tx, app: App, promise: HeldPromise): Promise<void> {
  await endLocked(tx, app, promise, 'failed')
  const told = new Set([...(promise.owner_id === null ? [] : [promise.owner_id]), ...(await leaders(tx, promise))])
  for (const agent of told) await tellOf(tx, promise, agent, 'promise-failed')
}

const leaders = (tx: Tx, { brand_id: brand, scopes }: HeldPromise): Promise<AgentId[]> =>
  whoMay(tx, 'promise.lead', { brand, scopes })

/** Whoever has the conversation now and is there; null when nobody does. */
async function whoHas(tx: Tx, app: App, { conversation_id: id }: HeldPromise): Promise<AgentId | null> {
  const assignee = (await talksOf(app, tx, [id])).get(id)?.assignee?.id ?? null
  return assignee !== null && (await isThere(tx, assignee)) ? assignee : null
}

/** As the log last said of their presence; nobody who never came is there. */
async function isThere(db: Db, agent: AgentId): Promise<boolean> {
  const { rows } = await sql<{ state: string | null }>`
    select data ->> 'to' as state from kernel.event where subject = ${agent} and name = 'presence.changed'
    order by kernel.event.seq desc limit 1`.execute(db)
  return rows[0]?.state === 'available' || rows[0]?.state === 'busy'
}

/** Nobody works under this name any more: what they promised is everybody's, and those who lead are told. */
export async function passAll(tx: Tx, event: StoredEvent<'agent.deactivated'>, app: App): Promise<void> {
  const { rows } = await held(
    sql`p.owner_id = ${event.data.agentId} and p.state = 'open' order by p.id for update of p`,
  ).execute(tx)
  for (const promise of rows) {
    const next = await whoHas(tx, app, promise)
    const owner = next === event.data.agentId ? null : next
    await pass(tx, promise, owner)
    for (const agent of owner === null ? await leaders(tx, promise) : [owner])
      await tellOf(tx, promise, agent, 'promise-passed')
  }
}
