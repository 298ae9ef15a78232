import { may, whoMay } from '#kernel/access'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds, allBrands, handleOn, maskHandle } from '#people'
import { caseOf } from '../case-for.ts'
import type { CasesApi } from '../contract.ts'
import type { Matter } from '../matter.ts'
import { type Talk, talksOf } from '../talks.ts'
import { type Fact, factKeys, presentTransfer, transferFrom, transferInto } from './transfer.ts'

type View = CasesApi['GET /api/v1/conversations/:id/transfer']['answer']

/** What was handed on from here and what came here; to whom it could go, and what would. */
export async function showTransfer(ctx: Context, conversation: ConversationId): Promise<View> {
  const matter = await caseOf(ctx.actor, conversation, ctx.db)
  const [out, into] = [await transferFrom(ctx.db, conversation), await transferInto(ctx.db, conversation)]
  const talk = (await talksOf(ctx.app, ctx.db, [conversation])).get(conversation)
  const open = may(ctx.actor, 'case.manage', { brand: matter.brand_id, scopes: matter.scopes })
  return {
    out: out === null ? null : await presentTransfer(ctx.db, out),
    in: into === null ? null : await presentTransfer(ctx.db, into),
    brands: open ? await sistersOf(ctx, matter) : [],
    facts: open && talk !== undefined ? (await factsOf(ctx, matter, talk)).map(masked) : [],
  }
}

/** Other brands, with who may take it there. */
async function sistersOf(ctx: Context, matter: Matter): Promise<View['brands']> {
  const sisters = (await allBrands(ctx.db)).filter(({ id }) => id !== matter.brand_id)
  return Promise.all(
    sisters.map(async ({ id, name }) => {
      const able = await whoMay(ctx.db, 'case.manage', { brand: id, scopes: [] })
      const people = [...(await agentsByIds(ctx.db, able)).values()].filter(({ active }) => active)
      return { id, name, people: people.map((one) => ({ id: one.id, name: one.name })).slice(0, 100) }
    }),
  )
}

/** What there is to hand on; empty ones are left out. */
export async function factsOf(ctx: Pick<Context, 'db'>, matter: Matter, talk: Talk): Promise<Fact[]> {
  const where = { brand: matter.brand_id, contact: talk.contact.id, channel: 'email' }
  const values: Record<Fact['key'], string> = {
    name: talk.contact.name,
    language: talk.lang ?? '',
    reference: matter.reference,
    email: (await handleOn(ctx.db, where)) ?? '',
    about: talk.subject ?? '',
  }
  return factKeys
    .map((key) => ({ key, value: values[key] }))
    .filter(({ key, value }) => value !== '' || key === 'about')
}

/** Whoever asks need not read the address to hand it on. */
const masked = ({ key, value }: Fact): Fact => ({ key, value: key === 'email' ? maskHandle(value) : value })
