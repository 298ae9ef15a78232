import { agentOf, may, type Scope, visible } from '#kernel/access'
import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { caseFor } from './case-for.ts'
import type { CaseTold } from './contract.ts'
import type { CaseId, Matter } from './matter.ts'
import { promisesWhere } from './present-promises.ts'
import { talksOf } from './talks.ts'

/** What is worth telling of a case: where it began and ended, who had it, what was said would happen, what joined it. */
export const toldOf = [
  'conversation.started',
  'conversation.handed',
  'conversation.solved',
  'conversation.reopened',
  'conversation.merged',
  'conversation.unmerged',
  'case.joined',
  'case.split',
  'case.call-asked',
  'promise.made',
  'promise.kept',
  'promise.failed',
  'promise.withdrawn',
  'promise.reopened',
  'promise.passed',
] as const
/** More than this nobody reads; the newest are shown. */
const MOST = 200

interface Told {
  id: string
  at: Date
  what: (typeof toldOf)[number]
  by: string
  subject: string
  data: { conversationId?: ConversationId; to?: string; agentId?: string; owner?: string }
}

/** All that happened in a case, oldest first: codes and times of the log, words from whoever keeps them, within what one may read. */
export async function showTimeline(ctx: Context, id: CaseId): Promise<{ items: CaseTold[] }> {
  const matter = await caseFor(ctx.actor, id, ctx.db)
  const seen = await seenIn(ctx, matter)
  const promises = new Map((await promisesIn(ctx, matter)).map((promise) => [promise.id, promise]))
  const talks = await talksOf(ctx.app, ctx.db, [...seen.keys()])
  const events = (await read(ctx, matter, [...seen.keys(), ...promises.keys()])).filter(({ data, what, subject }) => {
    if (what === 'conversation.handed') return data.to === 'agent'
    return what.startsWith('case.') ? seen.has(data.conversationId ?? subject) : true
  })
  const agents = await agentsByIds(
    ctx.db,
    events.flatMap(({ by, data }) => [agentOf(by), data.agentId, data.owner].flatMap((one) => one ?? [])),
  )
  return {
    items: events.map(({ id: seq, at, what, by, subject, data }): CaseTold => {
      const promise = promises.get(subject)
      const conversation = promise?.conversation ?? data.conversationId ?? subject
      const who = data.agentId ?? data.owner
      return {
        ...{ id: seq, at: at.toISOString(), what },
        by: { kind: kindOf(by), name: agents.get(agentOf(by) ?? '')?.name ?? null },
        conversation,
        channel: talks.get(conversation)?.channel ?? null,
        reference: seen.get(conversation) ?? null,
        promise: promise === undefined ? null : { id: promise.id, kind: promise.kind, what: promise.what },
        who: who === undefined ? null : (agents.get(who)?.name ?? null),
      }
    }),
  }
}

/** Conversations of the case that the caller may read, and what each was called before it joined. */
async function seenIn(ctx: Context, { id, brand_id: brand }: Matter): Promise<Map<ConversationId, string>> {
  const { rows } = await sql<{ id: ConversationId; reference: string; scopes: Scope[] }>`
    select conversation_id as id, reference, scopes from cases.matter_conversation where matter_id = ${id}`.execute(
    ctx.db,
  )
  const read = rows.filter(({ scopes }) => may(ctx.actor, 'conversation.read', { brand, scopes }))
  return new Map(read.map((row) => [row.id, row.reference]))
}

const promisesIn = (ctx: Context, { id }: Matter) =>
  promisesWhere(
    ctx.db,
    sql`c.matter_id = ${id} and ${visible(ctx.actor, 'promise.read', sql.ref('p.brand_id'), sql.ref('c.scopes'))} limit ${MOST}`,
  )

async function read(ctx: Context, { id }: Matter, subjects: readonly string[]): Promise<Told[]> {
  const { rows } = await sql<Told>`
    with about as (select ${id}::uuid as id union select unnest(${[...subjects]}::uuid[]))
    select e.seq::text as id, e.at, e.name as what, e.by, e.subject, e.data
    from about cross join lateral (
      select seq, at, name, by, subject, data from kernel.event
      where subject = about.id and name = any(${[...toldOf]}) order by seq desc limit ${MOST}) e
    order by e.seq desc limit ${MOST}`.execute(ctx.db)
  return rows.reverse()
}

function kindOf(by: string): CaseTold['by']['kind'] {
  if (by.startsWith('agent:') || by.startsWith('key:')) return 'person'
  if (by.startsWith('visitor:')) return 'customer'
  return by === 'bot' ? 'bot' : 'system'
}
