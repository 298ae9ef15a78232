import { sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { tell } from './tell.ts'

interface Failure {
  what: 'job' | 'handler'
  name: string
  n: number
}

/** Jobs that were given up and events that wait for a person: whoever looks after jobs is told, once a day for each kind. */
export async function warnFailures(ctx: Context): Promise<void> {
  const { rows: failures } = await sql<Failure>`
    select 'job' as what, kind as name, count(*)::int as n from kernel.dead_job group by kind
    union all
    select 'handler', handler, count(*)::int from kernel.parked where tries > 0 and retry_at is null group by handler`.execute(
    ctx.db,
  )
  if (failures.length === 0) return
  const day = ctx.clock.now().toISOString().slice(0, 10)
  await ctx.transaction(async (tx) => {
    for (const agent of await keepers(ctx)) {
      for (const { what, name, n } of failures) {
        await tell(tx, {
          agent,
          kind: 'warning',
          about: { kind: 'jobs', id: agent },
          // The sentence of a warning shows a reference: here it is the name of what failed.
          data: { code: what, reference: name, n },
          key: `${what}:${name}:${day}`,
        })
      }
    }
  })
}

/** Agents with `kernel.jobs` for every brand: a job belongs to none. */
async function keepers(ctx: Context): Promise<AgentId[]> {
  const { rows } = await sql<{ id: AgentId }>`
    select distinct g.agent_id as id from kernel.role_grant g
    join kernel.role r on r.name = g.role
    join kernel.credential c on c.agent_id = g.agent_id and c.closed_at is null
    where r.permissions && array['kernel.jobs', 'kernel.*', '*'] and g.brand is null`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
