import { visible } from '#kernel/access'
import { type Db, type RawBuilder, sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import type { ConversationId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { CaseRow, CasesApi } from './contract.ts'

type Route = CasesApi['GET /api/v1/cases']

const shape = sql`jsonb_build_object('id', m.id, 'brand', m.brand_id, 'reference', m.reference, 'status', m.status, 'rev', m.rev,
  'conversations', (select coalesce(jsonb_agg(c.conversation_id order by c.since, c.conversation_id), '[]')
    from cases.matter_conversation c where c.matter_id = m.id))`

/** As live views show cases. One whose conversations all joined another is found there. */
export async function rowsOf(db: Db, ids: readonly string[]): Promise<Map<string, CaseRow>> {
  const { rows } = await sql<{ row: CaseRow }>`
    select ${shape} as row from cases.matter m where m.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ row }) => [row.id, row]))
}

/** By what the customer calls each of these conversations: the reference of its case. */
export async function referencesOf(
  db: Db,
  conversations: readonly ConversationId[],
): Promise<Map<ConversationId, string>> {
  const { rows } = await sql<{ id: ConversationId; reference: string }>`
    select c.conversation_id as id, m.reference from cases.matter_conversation c join cases.matter m on m.id = c.matter_id
    where c.conversation_id = any(${[...conversations]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, reference }) => [id, reference]))
}

/** Newest first. A reference is also found that a conversation had before it joined. */
export async function listCases(ctx: Context, query: Route['query']): Promise<Route['answer']> {
  const limit = query.limit ?? 50
  const mine = visible(ctx.actor, 'case.read', sql.ref('m.brand_id'), sql.ref('m.scopes'))
  const live = await headOf(ctx.db)
  const { rows } = await sql<{ row: CaseRow; at: string }>`
    select ${shape} as row, m.opened_at::text as at from cases.matter m
    where m.into_id is null and ${mine} and ${sql.join(wanted(query), sql` and `)}
    order by m.opened_at desc, m.id desc limit ${limit + 1}`.execute(ctx.db)
  const { items, next } = pageOf(rows, limit, ({ at, row }) => [at, row.id])
  return { items: items.map(({ row }) => row), next, live }
}

/** The log's end, read before the data: what comes after is told again rather than missed. */
export const headOf = async (db: Db): Promise<string> =>
  (await sql<{ live: string }>`select ${livePos()} as live`.execute(db)).rows[0]?.live ?? '0'

function wanted({ reference, contact, after }: Route['query']): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (reference !== undefined)
    parts.push(
      sql`m.id in (select c.matter_id from cases.matter_conversation c where c.reference = ${asWritten(reference)})`,
    )
  if (contact !== undefined) parts.push(sql`m.contact_id = ${contact}`)
  const place = decodeCursor(after, 2)
  if (place !== null) parts.push(sql`(m.opened_at, m.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)`)
  return parts
}

/** However it is typed: `aur 7k3 219x` is AUR-7K3-219X. */
export function asWritten(reference: string): string {
  const plain = reference.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return plain.length < 8 ? plain : `${plain.slice(0, -7)}-${plain.slice(-7, -4)}-${plain.slice(-4)}`
}
