import { sql, type Tx } from '#kernel/db'
import { type BrandId, type ContactId, newId } from '#kernel/ids'
import { handleKey } from './handle.ts'

interface Claim {
  brand: BrandId
  contactId: ContactId
  channel: string
  handle: string
}

/**
 * The contact says that this address or number is theirs; nothing is proven. An identity that somebody holds already stays theirs:
 * a stranger who types an address never gets near its owner's conversations. Answers whether it was added.
 */
export async function claimIdentity(tx: Tx, claim: Claim): Promise<boolean> {
  const added = await sql`
    insert into people.identity (id, contact_id, brand_id, channel, handle, handle_key, level, created_at)
    values (${newId()}, ${claim.contactId}, ${claim.brand}, ${claim.channel}, ${claim.handle.trim()}, ${handleKey(claim.channel, claim.handle)},
      'claimed', ${tx.clock.now()})
    on conflict (brand_id, channel, handle_key) do nothing`.execute(tx)
  return (added.numAffectedRows ?? 0n) > 0n
}
