import { eraseAudit, expireAudit, repointVisitorTokens, revokeVisitorTokens } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import type { App } from '#kernel/registry'
import { KEPT_MONTHS } from './kept-months.ts'

/** The kernel knows no contact, so what its tables hold about one is registered here. Hashes are nobody's to export. */
export function registerKernelTables(app: App): void {
  app.personal({
    table: 'kernel.visitor_token',
    contactColumn: 'contact_id',
    fields: [],
    retention: 'with-contact',
    repoint: repointVisitorTokens,
    erase: eraseTokens,
    forget: (tx, conversationId) => revokeVisitorTokens(tx, { conversationId }),
    export: tokensOf,
  })
  app.personal({
    table: 'kernel.audit',
    contactColumn: 'subject',
    fields: ['personal'],
    retention: { months: KEPT_MONTHS },
    erase: eraseAudit,
    expire: expireAudit,
    export: auditOf,
  })
}

async function eraseTokens(tx: Tx, id: string): Promise<void> {
  await revokeVisitorTokens(tx, { contactId: id })
}

const tokensOf = (db: Db, id: string) =>
  db
    .selectFrom('kernel.visitor_token')
    .select(['id', 'conversation_id', 'created_at', 'last_used_at', 'revoked_at'])
    .where('contact_id', '=', id)
    .execute()

async function auditOf(db: Db, id: string): Promise<unknown[]> {
  const { rows } =
    await sql`select at, deed, outcome from kernel.audit where subject = ${id}::text order by id`.execute(db)
  return rows
}
