import { agentOf } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds, agentsFor } from '#people'
import type { Presence } from './contract.ts'

interface Row extends Omit<Presence, 'id' | 'since' | 'until' | 'name' | 'agent'> {
  agent: AgentId
  since: Date
  until: Date | null
}

/** Who is there, of those the caller may know: partners' leads see their own people. */
export async function listPresence(ctx: Context): Promise<Presence[]> {
  const rows = await presenceRows(ctx, sql`p.state <> 'offline'`)
  const seen = await agentsFor(
    ctx,
    rows.map((row) => row.agent),
  )
  return presentPresence(
    ctx,
    rows.filter((row) => seen.has(row.agent)),
  )
}

/** Who was never here is offline. */
export async function presenceOf(ctx: Context, agent: AgentId): Promise<Presence> {
  const [found] = await presentPresence(ctx, await presenceRows(ctx, sql`p.agent_id = ${agent}`))
  if (found !== undefined) return found
  const nothing = { as: null, reason: null, until: null, setBy: null, capacity: 0, load: 0, rev: 0 }
  return { id: agent, agent, name: '', state: 'offline', since: ctx.clock.now().toISOString(), ...nothing }
}

export async function presenceRows({ db }: Pick<Context, 'db'>, where: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select p.agent_id as agent, p.state, case when s.kind = p.state then p.as_id end as as, p.reason, p.until,
      p.set_by as "setBy", p.capacity, p.since, p.rev,
      (select coalesce(sum(h.weight), 0)::int from routing.held h where h.agent_id = p.agent_id) as load
    from routing.presence p left join routing.presence_state s on s.id = p.as_id
    where ${where} order by p.since, p.agent_id limit 1000`.execute(db)
  return rows
}

export async function presentPresence({ db }: Pick<Context, 'db'>, rows: readonly Row[]): Promise<Presence[]> {
  const people = await agentsByIds(db, [
    ...rows.map((row) => row.agent),
    ...rows.flatMap(({ setBy }) => agentOf(setBy) ?? []),
  ])
  const nameOf = (id: AgentId | null): string => (id === null ? '' : (people.get(id)?.name ?? ''))
  return rows.map(({ since, until, setBy, ...row }) => ({
    ...row,
    id: row.agent,
    name: nameOf(row.agent),
    since: since.toISOString(),
    until: until?.toISOString() ?? null,
    setBy: setBy === null ? null : nameOf(agentOf(setBy)),
  }))
}

/** `agent:<id>`, as authors are written; programs have no name here. */
