import { system } from '#kernel/access'
import { type RawBuilder, sql, type Tx } from '#kernel/db'
import type { BrandId, ConversationId, QueueId } from '#kernel/ids'
import type { StandingKind } from '#people/contract'
import { changeRow, lockRow, type Row } from './lock-row.ts'

/** The columns that modules above own on the inbox row. Absent means: leave as it is. */
export interface Stamp {
  queue?: QueueId | null
  team?: string | null
  due?: { at: Date; kind: string } | null
  csat?: number | null
  vip?: StandingKind | null
  otherScopes?: readonly string[]
  /** What people call it by from now on: that of the case it is about. Its own stays good beside. */
  reference?: string
}

const columns: { [K in keyof Stamp]-?: (value: Exclude<Stamp[K], undefined>) => RawBuilder<unknown> } = {
  queue: (value) => sql`queue_id = ${value}`,
  team: (value) => sql`team_id = ${value}`,
  due: (value) => sql`due_at = ${value?.at ?? null}, due_kind = ${value?.kind ?? null}`,
  csat: (value) => sql`csat = ${value}`,
  vip: (value) => sql`vip = ${value}`,
  otherScopes: (value) => sql`other_scopes = ${value}::text[]`,
  reference: (value) => sql`reference = ${value}`,
}

/** Facts of modules above travel down onto the row by this call, in their own transaction. */
export async function stamp(tx: Tx, id: ConversationId, values: Stamp): Promise<Row> {
  const row = await lockRow(tx, system, 'conversation.work', id)
  const sets: RawBuilder<unknown>[] = []
  if (values.queue !== undefined) sets.push(columns.queue(values.queue))
  if (values.team !== undefined) sets.push(columns.team(values.team))
  if (values.due !== undefined) sets.push(columns.due(values.due))
  if (values.csat !== undefined) sets.push(columns.csat(values.csat))
  if (values.vip !== undefined) sets.push(columns.vip(values.vip))
  if (values.otherScopes !== undefined) sets.push(columns.otherScopes(values.otherScopes))
  if (values.reference !== undefined) sets.push(columns.reference(values.reference))
  if (sets.length === 0) return row
  return changeRow(tx, {
    row,
    set: sql.join(sets),
    name: 'conversation.changed',
    data: { what: Object.keys(values).join('.') },
  })
}

/** How many minutes somebody who asks for a person now will wait; null when nobody can say. */
export const stampWait = (tx: Tx, brand: BrandId, minutes: number | null) =>
  sql`insert into conversations.wait_estimate (brand_id, minutes, at) values (${brand}, ${minutes}, ${tx.clock.now()})
      on conflict (brand_id) do update set minutes = excluded.minutes, at = excluded.at`.execute(tx)
