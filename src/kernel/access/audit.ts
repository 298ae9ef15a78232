import { createHash, randomBytes } from 'node:crypto'
import { type Db, sql, type Tx } from '#kernel/db'
import type { AuditTable } from './tables.ts'

export interface Entry {
  /** `noun.deed`, e.g. `key.create`. */
  deed: string
  outcome?: 'done' | 'denied'
  brand?: string | null
  subject?: string | null
  /** Ids, codes, numbers. */
  data?: Record<string, unknown>
  /** What may have to be erased one day: a name, a reason in words. */
  personal?: Record<string, unknown>
}

const sha = (...parts: (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** Writes one entry, chained to the last. Entries queue behind one row, so keep this near the end of a transaction. */
export async function audit(tx: Tx, entry: Entry): Promise<void> {
  const { rows } = await sql<{ id: number; chain: Buffer }>`select id, chain from kernel.audit_head for update`.execute(
    tx,
  )
  const head = rows[0]
  if (!head) throw new Error('the audit has lost its head')
  const salt = entry.personal ? randomBytes(16) : null
  const said = {
    id: head.id + 1,
    at: tx.clock.now(),
    by: tx.by,
    deed: entry.deed,
    outcome: entry.outcome ?? ('done' as const),
    brand: entry.brand ?? null,
    subject: entry.subject ?? null,
    data: entry.data ?? {},
    digest: sha(salt ?? '', entry.personal ? canonical(entry.personal) : ''),
  }
  const chain = chained(head.chain, said)
  await sql`
    insert into kernel.audit (id, at, by, deed, outcome, brand, subject, data, personal, salt, digest, chain)
    values (${said.id}, ${said.at}, ${said.by}, ${said.deed}, ${said.outcome}, ${said.brand}, ${said.subject}, ${JSON.stringify(said.data)}::jsonb,
            ${entry.personal ? JSON.stringify(entry.personal) : null}::jsonb, ${salt}, ${said.digest}, ${chain})`.execute(
    tx,
  )
  await sql`update kernel.audit_head set id = ${said.id}, chain = ${chain}`.execute(tx)
}

type Said = Pick<AuditTable, 'id' | 'at' | 'by' | 'deed' | 'outcome' | 'brand' | 'subject' | 'data' | 'digest'>

const chained = (before: Buffer, said: Said): Buffer =>
  sha(
    before,
    canonical([said.id, said.at.toISOString(), said.by, said.deed, said.outcome, said.brand, said.subject, said.data]),
    said.digest,
  )

/** JSON with the keys in order, since jsonb does not keep ours. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const parts = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${parts
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join()}}`
}

/** Erases the personal part of entries about a subject; the chain still holds. */
export async function eraseAudit(tx: Tx, subject: string): Promise<void> {
  await tx.updateTable('kernel.audit').set({ personal: null, salt: null }).where('subject', '=', subject).execute()
}

/** The same for entries that are older than so; answers how many, at most so many. */
export async function expireAudit(tx: Tx, before: Date, atMost: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update kernel.audit set personal = null, salt = null where id in (
      select id from kernel.audit where personal is not null and at < ${before} order by id limit ${atMost})`.execute(
    tx,
  )
  return Number(numAffectedRows)
}

/** Walks the chain: null when every entry is as it was written, else the id of the first that is not. */
export async function verifyAudit(db: Db): Promise<number | null> {
  let before: Buffer = Buffer.alloc(0)
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('kernel.audit')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(1_000)
      .execute()
    for (const row of rows) {
      if (row.id !== last + 1 || !isWhole(row) || !chained(before, row).equals(row.chain)) return row.id
      before = row.chain
      last = row.id
    }
    if (rows.length === 0) return (await headOf(db)) === last ? null : last + 1
  }
}

const isWhole = (row: AuditTable): boolean =>
  row.salt === null || (row.personal !== null && sha(row.salt, canonical(row.personal)).equals(row.digest))

async function headOf(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`select id from kernel.audit_head`.execute(db)
  return rows[0]?.id
}
