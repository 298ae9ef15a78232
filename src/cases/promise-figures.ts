import { visible } from '#kernel/access'
import { sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds, loadTeams } from '#people'
import type { CasesApi } from './contract.ts'
import type { PromiseKind } from './promise.ts'

type Route = CasesApi['GET /api/v1/promises/figures']
type Figures = Route['answer']
type Share = Figures['all']

interface Counted {
  kind: PromiseKind
  owner: AgentId | null
  made: number
  kept: number
  late: number
  open: number
}

/** Promises made in a time, and how many of those that ended were kept in time: by kind, team and partner. Withdrawn ones were none. */
export async function promiseFigures(ctx: Context, { from, to }: Route['query']): Promise<Figures> {
  const mine = visible(ctx.actor, 'promise.read', sql.ref('p.brand_id'), sql.ref('c.scopes'))
  const { rows } = await sql<Counted>`
    select p.kind, p.owner_id as owner, count(*)::int as made,
      count(*) filter (where p.state = 'kept' and p.failed_at is null)::int as kept,
      count(*) filter (where p.failed_at is not null)::int as late,
      count(*) filter (where p.state = 'open' and p.failed_at is null)::int as open
    from cases.promise p join cases.matter_conversation c using (conversation_id)
    where p.state <> 'withdrawn' and p.made_at >= ${new Date(from)} and p.made_at < ${new Date(to)} and ${mine}
    group by 1, 2`.execute(ctx.db)
  const owners = rows.flatMap(({ owner }) => owner ?? [])
  const [people, teams] = [await agentsByIds(ctx.db, owners), await loadTeams(ctx.db, null)]
  const partnerOf = ({ owner }: Counted) => (owner === null ? null : (people.get(owner)?.partner ?? null))
  const partners = new Map(rows.flatMap((row) => partnerOf(row) ?? []).map((partner) => [partner.id, partner.name]))
  return {
    all: sum(rows),
    kinds: [...new Set(rows.map(({ kind }) => kind))]
      .sort()
      .map((kind) => ({ kind, ...sum(rows.filter((row) => row.kind === kind)) })),
    teams: teams.flatMap(({ id, name, members }) => {
      const theirs = rows.filter(({ owner }) => members.some((member) => member.id === owner))
      return theirs.length === 0 ? [] : [{ id, name, ...sum(theirs) }]
    }),
    partners: [...partners].map(([id, name]) => ({
      id,
      name,
      ...sum(rows.filter((row) => partnerOf(row)?.id === id)),
    })),
  }
}

/** The share is of those that ended; null while none has. */
function sum(rows: readonly Counted[]): Share {
  const of = (count: (row: Counted) => number): number => rows.reduce((all, row) => all + count(row), 0)
  const [made, kept, late, open] = [
    of((row) => row.made),
    of((row) => row.kept),
    of((row) => row.late),
    of((row) => row.open),
  ]
  return { made, kept, late, open, share: kept + late === 0 ? null : kept / (kept + late) }
}
