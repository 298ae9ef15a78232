import type { Context, PanelData } from '#kernel/registry'
import { contactFor } from './contact-for.ts'
import { contactNow } from './present.ts'

const order = ['none', 'claimed', 'channel', 'code', 'strong'] as const

/** The customer in a few facts: since when, language, organisation, how well known. Labels and levels are locale keys. */
export async function customerPanel(ctx: Context, id: string): Promise<PanelData | null> {
  const held = await contactFor(ctx.actor, 'contact.read', id, ctx.db)
  const contact = await contactNow(ctx, ctx.db, held.id)
  const known = Math.max(0, ...contact.identities.map(({ level }) => order.indexOf(level)))
  const facts = [
    { label: 'people.panel.since', value: contact.since.slice(0, 10), at: contact.since },
    { label: 'people.panel.language', value: contact.lang ?? '' },
    { label: 'people.panel.organisation', value: contact.organisation?.name ?? '' },
    { label: 'people.panel.level', value: `people.level.${order[known]}` },
  ]
  return { shape: 'facts', title: 'people.panel.customer', items: facts.filter(({ value }) => value !== '') }
}
