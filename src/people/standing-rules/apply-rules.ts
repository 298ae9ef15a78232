import { sql, type Tx } from '#kernel/db'
import type { AgentId, ContactId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import type { HeldContact } from '../contacts/contact-for.ts'
import { touch } from '../contacts/tell.ts'
import { grantStanding } from '../standings/give-standing.ts'
import type { Values } from './change-rules.ts'
import { fits, newest } from './fits.ts'

const DAY_MS = 86_400_000
const AT_ONCE = 200

interface Rule extends Values {
  id: string
  brand: HeldContact['brand']
}

const columns = sql`r.id, r.brand_id as brand, r.kind, r.asks, r.reason, r.days, r.named_id as named, r.backup_id as backup, r.team_id as team`

/** Gives the contact, whom this transaction has locked, what the brand's rules give by what is known of them. Oldest rule first. */
export async function applyRules(tx: Tx, contact: HeldContact): Promise<void> {
  const { rows } = await sql<Rule>`
    select ${columns} from people.standing_rule r where r.brand_id = ${contact.brand} and r.removed_at is null
    order by r.created_at, r.id`.execute(tx)
  for (const rule of rows) {
    const { rows: fit } = await sql`
      select from ${newest} f where f.contact_id = ${contact.id} and ${fits(rule, tx.clock.now())}`.execute(tx)
    if (fit.length > 0) await giveBy(tx, contact, rule)
  }
}

/** What a person gave, or another rule, stays; what this rule gave is given anew when half of its days are over. */
async function giveBy(tx: Tx, contact: HeldContact, rule: Rule): Promise<void> {
  const now = tx.clock.now().getTime()
  const { rows } = await sql<{ rule: string | null; until: Date; named: AgentId | null }>`
    select rule_id as rule, until, named_id as named from people.standing
    where contact_id = ${contact.id} and kind = ${rule.kind} and ended_at is null and until > ${tx.clock.now()}`.execute(
    tx,
  )
  const [open] = rows
  if (open !== undefined && (open.rule !== rule.id || open.until.getTime() - now > (rule.days * DAY_MS) / 2)) return
  const named = rule.team === null ? await atWork(tx, rule.named) : (open?.named ?? (await leastLoaded(tx, rule.team)))
  const backup = await atWork(tx, rule.backup)
  const given = {
    kind: rule.kind,
    reason: rule.reason,
    until: new Date(now + rule.days * DAY_MS),
    named,
    backup: named === null || named === backup ? null : backup,
  }
  await grantStanding(tx, contact, given, { by: 'system', rule: rule.id })
}

async function atWork(tx: Tx, agent: AgentId | null): Promise<AgentId | null> {
  if (agent === null) return null
  const { rows } = await sql`select from people.agent where id = ${agent} and active`.execute(tx)
  return rows.length === 1 ? agent : null
}

/** Who of the team looks after the fewest now. */
async function leastLoaded(tx: Tx, team: string): Promise<AgentId | null> {
  const { rows } = await sql<{ id: AgentId }>`
    select a.id from people.team_member m join people.agent a on a.id = m.agent_id and a.active
    where m.team_id = ${team}
    order by (select count(*) from people.standing s where s.named_id = a.id and s.ended_at is null), a.id limit 1`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

/** All whose facts fit a rule, a part at a time, each in a transaction of its own. */
export async function applyRule(
  ctx: Context,
  { rule: id, after }: { rule: string; after: string | null },
): Promise<void> {
  const { rows: rules } = await sql<Rule>`
    select ${columns} from people.standing_rule r where r.id = ${id} and r.removed_at is null`.execute(ctx.db)
  const [rule] = rules
  if (rule === undefined) return
  const { rows } = await sql<{ id: ContactId }>`
    select f.contact_id as id from ${newest} f where ${fits(rule, ctx.clock.now())} and (${after}::uuid is null or f.contact_id > ${after}::uuid)
    order by f.contact_id limit ${AT_ONCE}`.execute(ctx.db)
  for (const contact of rows) await ctx.transaction((tx) => applyTo(tx, contact.id))
  const last = rows.at(-1)
  if (rows.length === AT_ONCE && last !== undefined)
    await ctx.transaction((tx) => enqueue(tx, 'people.apply-rule', { rule: id, after: last.id }))
}

/** Looked at again under the lock: it may have been merged away or erased. */
async function applyTo(tx: Tx, id: ContactId): Promise<void> {
  await touch(tx, id)
  const { rows } = await sql<HeldContact>`
    select id, brand_id as brand, scopes, rev from people.contact where id = ${id} and erased_at is null and merged_into is null`.execute(
    tx,
  )
  const [contact] = rows
  if (contact !== undefined) await applyRules(tx, contact)
}

/** Once a day: a customer may have become one for so long by now. */
export async function applyAllRules(ctx: Context): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from people.standing_rule where removed_at is null`.execute(
    ctx.db,
  )
  await ctx.transaction(async (tx) => {
    for (const { id } of rows) await enqueue(tx, 'people.apply-rule', { rule: id, after: null }, { key: id })
  })
}
