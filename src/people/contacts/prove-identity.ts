import { sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { BrandId, ContactId } from '#kernel/ids'
import type { Level } from '../contract.ts'
import { tell } from './tell.ts'

interface Proof {
  identity: string
  /** What was proven: that the channel is theirs, that they hold a code sent to it, or more. */
  level: Exclude<Level, 'none'>
  /** When a code no longer counts; required for `code` and `strong`, nothing else ends. */
  until?: Date
}

/** Raises an identity's level by a proof; a level never sinks but by the end of a proof. Answers the level that holds now. */
export async function proveIdentity(tx: Tx, proof: Proof): Promise<Level> {
  const ends = proof.level === 'code' || proof.level === 'strong'
  if (ends && proof.until === undefined) throw new Error(`A proof of level ${proof.level} must end.`)
  const { rows } = await (ends ? raiseUntil(tx, proof) : raise(tx, proof))
  const row = rows[0]
  if (!row) throw notFound('identity')
  const contact = { id: row.contact, brand: row.brand, scopes: row.scopes }
  await tell(tx, contact, 'identity.verified', { contactId: row.contact, identityId: proof.identity, level: row.level })
  return row.level
}

interface Raised {
  contact: ContactId
  brand: BrandId
  scopes: string[]
  level: Level
}

const raise = (tx: Tx, { identity, level }: Proof) =>
  sql<Raised>`
  update people.identity i set level = greatest(i.level, ${level}::people.level), verified_at = ${tx.clock.now()}
  from people.contact c where i.id = ${identity} and c.id = i.contact_id
  returning i.contact_id as contact, i.brand_id as brand, c.scopes,
            case when i.proven_until > ${tx.clock.now()} then greatest(i.level, i.proven) else i.level end as level`.execute(
    tx,
  )

/** A weaker proof does not shorten a stronger one that still holds; an equal one may only prolong it. */
const raiseUntil = (tx: Tx, { identity, level, until }: Proof) =>
  sql<Raised>`
  update people.identity i set
    proven = case when i.proven_until > ${tx.clock.now()} then greatest(i.proven, ${level}::people.level) else ${level}::people.level end,
    proven_until = case
      when i.proven_until is null or i.proven_until <= ${tx.clock.now()} or i.proven < ${level}::people.level then ${until}::timestamptz
      when i.proven = ${level}::people.level then greatest(i.proven_until, ${until}::timestamptz)
      else i.proven_until end,
    verified_at = ${tx.clock.now()}
  from people.contact c where i.id = ${identity} and c.id = i.contact_id
  returning i.contact_id as contact, i.brand_id as brand, c.scopes, greatest(i.level, i.proven) as level`.execute(tx)
