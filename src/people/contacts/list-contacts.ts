import { visible } from '#kernel/access'
import { sql } from '#kernel/db'
import { decodeCursor, type Page, pageOf } from '#kernel/http'
import type { BrandId, ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import { liveNow } from '../live-now.ts'
import { possibleKeys } from './handle.ts'
import { loadContacts } from './load-contacts.ts'
import { presentContact } from './present.ts'

interface Query {
  q?: string
  brand?: BrandId
  limit?: number
  after?: string
}

/** The newest first; with `q` those whose name has words beginning like it, or whose handle is exactly it. */
export async function listContacts(ctx: Context, query: Query): Promise<Page<Contact>> {
  const limit = query.limit ?? 50
  const live = await liveNow(ctx.db)
  const page = pageOf(await pickIds(ctx, query, limit + 1), limit, (id) => [id])
  const rows = await loadContacts(ctx.db, page.items, ctx.clock.now())
  return { items: rows.map((row) => presentContact(row, ctx.actor)), next: page.next, live }
}

async function pickIds({ db, actor }: Context, { q, brand, after }: Query, count: number): Promise<ContactId[]> {
  const last = decodeCursor(after, 1)?.[0] ?? null
  const { rows } = await sql<{ id: ContactId }>`
    select c.id from people.contact c
    where c.merged_into is null and c.erased_at is null
      and ${visible(actor, 'contact.read', sql.ref('c.brand_id'), sql.ref('c.scopes'))}
      and ${brand === undefined ? sql`true` : sql`c.brand_id = ${brand}`}
      and ${last === null ? sql`true` : sql`c.id < ${last}::uuid`}
      and ${q === undefined || q.trim() === '' ? sql`true` : matching(q)}
    order by c.id desc limit ${count}`.execute(db)
  return rows.map((row) => row.id)
}

/** Two look-ups, each by its own index. */
function matching(q: string) {
  const handles = sql`select i.contact_id from people.identity i where i.handle_key = any(${possibleKeys(q)}::text[])`
  const words =
    q
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 8) ?? []
  if (words.length === 0) return sql`c.id in (${handles})`
  const starts = words.map((word) => `'${word}':*`).join(' & ')
  return sql`c.id in (
    select n.id from people.contact n
    where n.merged_into is null and n.erased_at is null and to_tsvector('simple', n.name) @@ to_tsquery('simple', ${starts})
    union all ${handles})`
}
