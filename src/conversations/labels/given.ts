import { agentOf, type By } from '#kernel/access'
import type { Db } from '#kernel/db'
import { agentsByIds } from '#people'
import type { LabelsApi } from './contract.ts'

type Given = LabelsApi['GET /api/v1/conversations/:id/labels']['answer']

interface Row {
  label: string
  by: By
  at: Date
}

/** Who or what gave each: people by their names of now, others by what they are. */
export async function presentGiven(db: Db, rows: readonly Row[]): Promise<Given> {
  const people = await agentsByIds(
    db,
    rows.flatMap(({ by }) => agentOf(by) ?? []),
  )
  return {
    items: rows.map(({ label, by, at }) => {
      const agent = agentOf(by)
      const [kind = by] = by.split(':')
      return {
        label,
        by: { kind, name: agent === null ? null : (people.get(agent)?.name ?? null) },
        at: at.toISOString(),
      }
    }),
  }
}
