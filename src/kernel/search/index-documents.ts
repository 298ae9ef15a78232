import { sql } from 'kysely'
import { hot, type Tx } from '#kernel/db'
import type { SearchKind } from '#kernel/registry'
import { vector } from './vector.ts'

/** (kind, JSON of documents): written in one statement, however many there are. */
const write = hot(
  'kernel-index-documents',
  `insert into kernel.search_document (kind, id, brand, scopes, lang, title, tsv, at)
   select $1, d.id, d.brand, array(select json_array_elements_text(d.scopes)), d.lang, d.title, d.tsv, d.at
   from json_to_recordset($2::json) as d(id uuid, brand uuid, scopes json, lang text, title text, tsv tsvector, at timestamptz)
   order by d.id
   on conflict (kind, id) do update set brand = excluded.brand, scopes = excluded.scopes, lang = excluded.lang,
     title = excluded.title, tsv = excluded.tsv, at = greatest(kernel.search_document.at, excluded.at)`,
)

/** Loads these ids of a kind as they are now and writes what can be found of them, as of their times; what is gone is found no more. */
export async function indexDocuments(tx: Tx, kind: SearchKind, times: ReadonlyMap<string, Date>): Promise<void> {
  if (times.size === 0) return
  const ids = [...times.keys()]
  const found = await kind.load(tx, ids)
  if (found.length > 0) {
    const documents = found.map((document) => ({
      ...document,
      text: undefined,
      tsv: vector(document),
      at: times.get(document.id),
    }))
    await write.run(tx, [kind.kind, JSON.stringify(documents)])
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
