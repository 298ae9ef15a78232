import { sql, type Tx } from '#kernel/db'
import { type ContactId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactFor, type HeldContact } from '../contacts/contact-for.ts'
import { touch } from '../contacts/tell.ts'
import { standingsNow } from '../standings/list-standings.ts'
import type { Standing } from '../standings/shapes.ts'
import { applyRules } from './apply-rules.ts'

interface Input {
  id: ContactId
  monthlyValue?: number | null
  customerSince?: string | null
  followers?: number | null
  churnRisk?: number | null
  vulnerable?: boolean | null
}

/** A program says what is known of a customer; the brand's rules are looked at at once. */
export async function deliverFacts(ctx: Context, input: Input): Promise<{ items: Standing[] }> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.facts', input.id, tx)
    await touch(tx, contact.id)
    await keep(tx, contact, input)
    await applyRules(tx, contact)
    return standingsNow(ctx, tx, contact)
  })
}

async function keep(tx: Tx, contact: HeldContact, input: Input): Promise<void> {
  const { monthlyValue = null, customerSince = null, followers = null, churnRisk = null, vulnerable = null } = input
  await tx.deleteFrom('people.contact_facts').where('contact_id', '=', contact.id).execute()
  await sql`
    insert into people.contact_facts (id, contact_id, brand_id, monthly_value, customer_since, followers, churn_risk, vulnerable, at)
    values (${newId()}, ${contact.id}, ${contact.brand}, ${monthlyValue}, ${customerSince}, ${followers}, ${churnRisk}, ${vulnerable},
      ${tx.clock.now()})`.execute(tx)
}
