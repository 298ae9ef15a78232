import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { type BrandId, newId } from '#kernel/ids'
import type { BlobOwner, BlobUse } from './blob.ts'
import { cleanName } from './clean-name.ts'

export interface UseOptions {
  key: string
  /** The owner's; a key of another brand is as unknown as one that never was. */
  brand: BrandId
  owner: BlobOwner
  name: string
}

/** Gives a file to an owner, in the owner's transaction; answers the use's id. Twice is once. */
export async function useBlob(tx: Tx, { key, brand, owner, name }: UseOptions): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with held as (update kernel.blob set unused_since = null where key = ${key} and brand = ${brand} returning key)
    insert into kernel.blob_use (id, blob, owner_kind, owner_id, name, created_at)
    select ${newId()}::uuid, key, ${owner.kind}, ${owner.id}::uuid, ${cleanName(name)}, ${tx.clock.now()}::timestamptz from held
    on conflict (blob, owner_kind, owner_id) do update set name = excluded.name
    returning id`.execute(tx)
  const [row] = rows
  if (row === undefined) throw notFound('file')
  return row.id
}

/** Takes all files from an owner; those nobody else holds are deleted a day later. */
export async function releaseBlobs(tx: Tx, owner: BlobOwner): Promise<void> {
  const { rows } = await sql<{ blob: string }>`
    delete from kernel.blob_use where owner_kind = ${owner.kind} and owner_id = ${owner.id} returning blob`.execute(tx)
  await sql`
    update kernel.blob b set unused_since = ${tx.clock.now()}
     where key = any(${rows.map((row) => row.blob)}) and not exists (select 1 from kernel.blob_use u where u.blob = b.key)`.execute(
    tx,
  )
}

/** The files of some owners of a kind, oldest first. Whether the asker may see them is the owner's policy, asked before. */
export async function blobsOf(db: Db, kind: string, ownerIds: readonly string[]): Promise<BlobUse[]> {
  const { rows } = await sql<BlobUse & { ownerId: string }>`
    select u.id, u.blob as key, u.owner_id as "ownerId", u.name, b.bytes, b.mime, b.width, b.height
      from kernel.blob_use u join kernel.blob b on b.key = u.blob
     where u.owner_kind = ${kind} and u.owner_id = any(${ownerIds}::uuid[]) order by u.created_at, u.id`.execute(db)
  return rows.map(({ ownerId, ...use }) => ({ ...use, owner: { kind, id: ownerId } }))
}

/** One file through its owner; null when the owner does not hold it. */
export async function blobOf(db: Db, owner: BlobOwner, useId: string): Promise<BlobUse | null> {
  const uses = await blobsOf(db, owner.kind, [owner.id])
  return uses.find((use) => use.id === useId) ?? null
}
