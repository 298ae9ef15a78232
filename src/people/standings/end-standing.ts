import { sql } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { contactFor, type HeldContact } from '../contacts/contact-for.ts'
import { tell, touch } from '../contacts/tell.ts'
import { applyRules } from '../standing-rules/apply-rules.ts'
import { closeStanding } from './close-standing.ts'
import { standingsNow } from './list-standings.ts'
import type { Standing, StandingKind } from './shapes.ts'

/** Somebody ends it before its time. */
export async function endStanding(
  ctx: Context,
  { id, kind }: { id: ContactId; kind: StandingKind },
): Promise<{ items: Standing[] }> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'standing.give', id, tx)
    await touch(tx, contact.id)
    for (const standingId of await closeStanding(tx, contact, kind, 'ended'))
      await tell(tx, contact, 'standing.ended', { contactId: contact.id, standingId, kind, why: 'ended' })
    return standingsNow(ctx, tx, contact)
  })
}

/** Its time is over: it ends by itself. */
export async function expireStanding(ctx: Context, { standing }: { standing: string }): Promise<void> {
  const left = await ctx.transaction(async (tx) => {
    const { rows } = await sql<HeldContact & { kind: StandingKind; until: Date }>`
      select c.id, c.brand_id as brand, c.scopes, c.rev, s.kind, s.until from people.standing s join people.contact c on c.id = s.contact_id
      where s.id = ${standing} and s.ended_at is null for update of s`.execute(tx)
    const [found] = rows
    if (found === undefined) return null
    if (found.until > tx.clock.now()) return found.until
    await sql`update people.standing set ended_at = ${tx.clock.now()}, ended_why = 'over' where id = ${standing}`.execute(
      tx,
    )
    const { id: contactId, kind } = found
    await tell(tx, found, 'standing.ended', { contactId, standingId: standing, kind, why: 'over' })
    // What is known of them may be reason enough for another time.
    await applyRules(tx, found)
    return null
  })
  if (left !== null) runAgainAt(left)
}
