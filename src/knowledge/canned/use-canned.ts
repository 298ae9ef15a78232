import { mayIn } from '#kernel/access'
import { sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { agentsByIds, brandById } from '#people'
import type { KnowledgeApi } from '../contract.ts'
import { type Facts, factsOf } from './facts-of.ts'
import { fill, type Values } from './fill.ts'
import type { CannedRow } from './present.ts'

type Filled = KnowledgeApi['GET /api/v1/conversations/:id/canned-responses/:response']['answer']

/** The text filled in for one conversation, signed as the customer knows the advisor; counted as a use. */
export async function useCanned(ctx: Context, ask: { conversation: string; response: string }): Promise<Filled> {
  const facts = await factsOf(ctx, ask.conversation)
  const canned = await ctx.db
    .selectFrom('knowledge.canned_response')
    .selectAll()
    .where('id', '=', ask.response)
    .executeTakeFirst()
  if (canned === undefined || !serves(ctx, canned, facts)) throw notFound('canned response')
  const filled = fill(canned.text, await valuesFor(ctx, facts))
  await sql`update knowledge.canned_response set uses = uses + 1 where id = ${canned.id}`.execute(ctx.db)
  return filled
}

const serves = (ctx: Context, canned: CannedRow, facts: Facts): boolean =>
  (canned.brand_id === null || canned.brand_id === facts.brand) && mayIn(ctx.actor, 'canned.read', facts.brand)

async function valuesFor(ctx: Context, { brand, contact, reference }: Facts): Promise<Values> {
  return {
    'contact.firstName': firstOf(contact.name),
    'agent.firstName': firstOf(await ownPublicName(ctx)),
    'brand.name': (await brandById(ctx.db, brand))?.name ?? '',
    'conversation.reference': reference,
  }
}

const firstOf = (name: string): string => name.trim().split(/\s+/, 1)[0] ?? ''

async function ownPublicName({ actor, db }: Context): Promise<string> {
  if (actor.kind !== 'agent') return ''
  return (await agentsByIds(db, [actor.id])).get(actor.id)?.publicName ?? actor.name
}
