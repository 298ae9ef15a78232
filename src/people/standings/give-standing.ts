import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type AgentId, type ContactId, newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '../agents/agents-by-ids.ts'
import { contactFor, type HeldContact } from '../contacts/contact-for.ts'
import { tell, touch } from '../contacts/tell.ts'
import { closeStanding } from './close-standing.ts'
import { standingsNow } from './list-standings.ts'
import type { Standing, StandingKind } from './shapes.ts'

const YEAR_MS = 366 * 86_400_000

interface Input {
  id: ContactId
  kind: StandingKind
  reason: string
  until: string
  named: AgentId | null
  backup: AgentId | null
}

/** Says that a contact is served before others: why, until when, and who looks after them. It ends by itself. */
export async function giveStanding(ctx: Context, { id, ...input }: Input): Promise<{ items: Standing[] }> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'standing.give', id, tx)
    const given = { ...input, reason: input.reason.trim(), until: new Date(input.until) }
    await check(tx, given)
    await touch(tx, contact.id)
    if (!(await isSame(tx, contact, given)))
      await grantStanding(tx, contact, given, { by: authorOf(ctx.actor), rule: null })
    return standingsNow(ctx, tx, contact)
  })
}

type Given = Omit<Input, 'id' | 'until'> & { until: Date }

async function check(tx: Tx, { until, named, backup }: Given): Promise<void> {
  const now = tx.clock.now().getTime()
  const fault = (pointer: string, detail: string) =>
    new Problem('invalid_input', `${detail} Nothing was changed.`, {
      faults: [{ pointer: `/body/${pointer}`, detail }],
    })
  if (until.getTime() <= now || until.getTime() > now + YEAR_MS)
    throw fault('until', 'Choose a time to come, a year from now at most.')
  if (backup !== null && (named === null || named === backup))
    throw fault('backup', 'A back-up stands in for a named advisor, and is somebody else.')
  const cards = await agentsByIds(
    tx,
    [named, backup].filter((each) => each !== null),
  )
  for (const [pointer, agent] of [
    ['named', named],
    ['backup', backup],
  ] as const)
    if (agent !== null && cards.get(agent)?.active !== true)
      throw fault(pointer, 'This advisor does not work here. Choose another.')
}

async function isSame(tx: Tx, contact: HeldContact, given: Given): Promise<boolean> {
  const { rows } = await sql`
    select from people.standing
    where contact_id = ${contact.id} and kind = ${given.kind} and ended_at is null and until = ${given.until} and reason = ${given.reason}
      and named_id is not distinct from ${given.named} and backup_id is not distinct from ${given.backup}`.execute(tx)
  return rows.length > 0
}

/** Replaces what is open of its kind, in the name of a person or of a rule; the contact is locked. */
export async function grantStanding(
  tx: Tx,
  contact: HeldContact,
  given: Given,
  { by, rule }: { by: string; rule: string | null },
): Promise<void> {
  await closeStanding(tx, contact, given.kind, 'replaced')
  const id = newId()
  const { kind, reason, until, named, backup } = given
  await tx
    .insertInto('people.standing')
    .values({
      id,
      contact_id: contact.id,
      brand_id: contact.brand,
      kind,
      reason,
      until,
      named_id: named,
      backup_id: backup,
      rule_id: rule,
      by,
      at: tx.clock.now(),
    })
    .execute()
  await enqueue(tx, 'people.end-standing', { standing: id }, { key: id, at: until })
  await tell(tx, contact, 'standing.given', {
    contactId: contact.id,
    standingId: id,
    kind,
    until: until.toISOString(),
    ...(named !== null && { named }),
  })
}
