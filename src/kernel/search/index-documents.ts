import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import type { SearchKind } from '#kernel/registry'
import { vector } from './vector.ts'

/** Loads these ids of a kind as they are now and writes what can be found of them; what is gone is found no more. */
export async function indexDocuments(tx: Tx, kind: SearchKind, ids: readonly string[], at: Date): Promise<void> {
  const found = await kind.load(tx, ids)
  for (const document of found) {
    await sql`
      insert into kernel.search_document (kind, id, brand, scopes, lang, title, tsv, at)
      values (${kind.kind}, ${document.id}, ${document.brand}, ${document.scopes}::text[], ${document.lang}, ${document.title},
              ${vector(document)}::tsvector, ${at})
      on conflict (kind, id) do update set brand = excluded.brand, scopes = excluded.scopes, lang = excluded.lang,
        title = excluded.title, tsv = excluded.tsv, at = greatest(kernel.search_document.at, excluded.at)`.execute(tx)
  }
  const there = new Set(found.map((document) => document.id))
  await removeDocuments(
    tx,
    kind.kind,
    ids.filter((id) => !there.has(id)),
  )
}

/** For erasure: at once, in the eraser's transaction. */
export async function removeDocuments(tx: Tx, kind: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from kernel.search_document where kind = ${kind} and id = any(${ids}::uuid[])`.execute(tx)
}
