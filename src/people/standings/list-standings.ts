import { type Actor, may } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactFor, type HeldContact } from '../contacts/contact-for.ts'
import type { Standing } from './shapes.ts'

interface Row extends Omit<Standing, 'until' | 'at'> {
  until: Date
  at: Date
}

/** What counts now, newest first. */
export async function listStandings(ctx: Context, id: ContactId): Promise<{ items: Standing[] }> {
  return standingsNow(ctx, ctx.db, await contactFor(ctx.actor, 'contact.read', id, ctx.db))
}

/** As this viewer may see them: the reason is for those who may read it. */
export async function standingsNow(
  ctx: Pick<Context, 'actor' | 'clock'>,
  db: Db,
  contact: HeldContact,
): Promise<{ items: Standing[] }> {
  const { rows } = await sql<Row>`
    select s.kind, s.reason, s.until, s.at,
      case when n.id is null then null else jsonb_build_object('id', n.id, 'name', n.name) end as named,
      case when b.id is null then null else jsonb_build_object('id', b.id, 'name', b.name) end as backup
    from people.standing s left join people.agent n on n.id = s.named_id left join people.agent b on b.id = s.backup_id
    where s.contact_id = ${contact.id} and s.ended_at is null and s.until > ${ctx.clock.now()}
    order by s.at desc, s.id desc`.execute(db)
  const readable = mayReadReasons(ctx.actor, contact)
  return { items: rows.map((row) => present(row, readable)) }
}

const mayReadReasons = (actor: Actor, { brand, scopes }: HeldContact): boolean =>
  may(actor, 'standing.read', { brand, scopes })

const present = ({ until, at, reason, ...row }: Row, readable: boolean): Standing => ({
  ...row,
  reason: readable ? reason : null,
  until: until.toISOString(),
  at: at.toISOString(),
})
