import type { Db, Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { type BrandId, newId } from '#kernel/ids'
import { audit } from './audit.ts'
import { hashToken, newKeyToken } from './token.ts'

export interface NewKey {
  name: string
  role: string
  /** Null means every brand. */
  brand: BrandId | null
}

/** A key for a program. The token is answered once; we keep its hash and its first characters. */
export async function createKey(
  tx: Tx,
  { name, role, brand }: NewKey,
): Promise<{ id: string; token: string; prefix: string }> {
  const known = await tx.selectFrom('kernel.role').select('name').where('name', '=', role).executeTakeFirst()
  if (!known)
    throw new Problem('invalid_input', `There is no role '${role}'.`, {
      faults: [{ pointer: '/body/role', detail: 'names no role' }],
    })
  const id = newId()
  const token = newKeyToken()
  const prefix = token.slice(0, 10)
  await tx
    .insertInto('kernel.api_key')
    .values({
      id,
      prefix,
      token_hash: hashToken(token),
      name,
      role,
      brand,
      created_by: tx.by,
      created_at: tx.clock.now(),
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
  await audit(tx, { deed: 'key.create', subject: id, brand, data: { role } })
  return { id, token, prefix }
}

export async function revokeKey(tx: Tx, id: string): Promise<void> {
  const revoked = await tx
    .updateTable('kernel.api_key')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(tx.clock.now())) }))
    .where('id', '=', id)
    .returning('brand')
    .executeTakeFirst()
  if (!revoked) throw notFound('key')
  await audit(tx, { deed: 'key.revoke', subject: id, brand: revoked.brand })
}

export const listKeys = (db: Db) =>
  db
    .selectFrom('kernel.api_key')
    .select(['id', 'prefix', 'name', 'role', 'brand', 'created_by', 'created_at', 'last_used_at', 'revoked_at'])
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
