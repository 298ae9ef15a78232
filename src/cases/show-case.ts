import { may, type Scope, visible } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { ContactId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { caseFor, caseOf } from './case-for.ts'
import type { Case, CasesApi } from './contract.ts'
import { headOf } from './list-cases.ts'
import type { CaseId, JoinedBy, Matter } from './matter.ts'
import { promisesWhere } from './present-promises.ts'
import { suggestionsFor } from './suggest.ts'
import { type Talk, talksOf } from './talks.ts'

type View = CasesApi['GET /api/v1/conversations/:id/case']['answer']

/** The case beside a conversation, with what else may be the same matter. */
export async function showCase(ctx: Context, conversation: ConversationId): Promise<View> {
  const matter = await caseOf(ctx.actor, conversation, ctx.db)
  const live = await headOf(ctx.db)
  return { case: await present(ctx, matter), suggestions: await suggestionsFor(ctx, matter), live }
}

export const oneCase = async (ctx: Context, id: CaseId): Promise<Case> =>
  present(ctx, await caseFor(ctx.actor, id, ctx.db))

interface Member {
  id: ConversationId
  home: CaseId
  reference: string
  joinedBy: JoinedBy
  since: Date
  scopes: Scope[]
}

export async function present(ctx: Context, matter: Matter): Promise<Case> {
  const members = await membersOf(ctx.db, matter.id)
  const where = { brand: matter.brand_id, scopes: matter.scopes }
  const seen = members.filter(({ scopes }) => may(ctx.actor, 'conversation.read', { brand: matter.brand_id, scopes }))
  const talks = await talksOf(
    ctx.app,
    ctx.db,
    seen.map(({ id }) => id),
  )
  const manages = may(ctx.actor, 'case.manage', where)
  const promises = may(ctx.actor, 'promise.manage', where)
  return {
    id: matter.id,
    brand: matter.brand_id,
    contact: matter.contact_id,
    reference: matter.reference,
    type: matter.type,
    status: matter.status,
    openedAt: matter.opened_at.toISOString(),
    settledAt: matter.settled_at?.toISOString() ?? null,
    conversations: seen.flatMap((member) => talkOf(member, talks.get(member.id), { matter, manages })),
    unseen: members.length - seen.length,
    promises: await promisesOf(ctx, matter),
    may: { manage: manages ? { ok: true } : notAllowed, promise: promises ? { ok: true } : notAllowed },
    rev: matter.rev,
  }
}

const promisesOf = (ctx: Context, { id }: Matter) =>
  promisesWhere(
    ctx.db,
    sql`c.matter_id = ${id} and p.state <> 'withdrawn' and ${visible(ctx.actor, 'promise.read', sql.ref('p.brand_id'), sql.ref('c.scopes'))}
      order by p.state <> 'open', p.due_at, p.id limit 50`,
  )

const notAllowed = { ok: false, why: 'why.not-allowed' }

const membersOf = async (db: Db, id: CaseId): Promise<Member[]> =>
  (
    await sql<Member>`
      select conversation_id as id, home_id as home, reference, joined_by as "joinedBy", since, scopes
      from cases.matter_conversation where matter_id = ${id} order by since, conversation_id`.execute(db)
  ).rows

function talkOf(
  member: Member,
  talk: Talk | undefined,
  { matter, manages }: { matter: Matter; manages: boolean },
): Case['conversations'] {
  if (talk === undefined) return []
  const { id, channel, subject, status, assignee, contact, createdAt: startedAt, lastAt } = talk
  const { reference, joinedBy, since, home } = member
  const split = !manages ? notAllowed : home === matter.id ? { ok: false, why: 'why.names-the-case' } : { ok: true }
  return [
    {
      ...{ id, reference, channel, subject, status, assignee, contact, startedAt, lastAt, joinedBy },
      stranger: isStranger(contact.id, matter),
      since: since.toISOString(),
      may: { split },
    },
  ]
}

const isStranger = (contact: ContactId, matter: Matter): boolean => contact !== matter.contact_id
