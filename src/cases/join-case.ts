import type { Actor } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { App, Context } from '#kernel/registry'
import { caseFor, caseOf, lockCases } from './case-for.ts'
import type { Case } from './contract.ts'
import type { CaseId, JoinedBy, Matter } from './matter.ts'
import { openByItself } from './open-by-itself.ts'
import { factOf, refresh } from './refresh.ts'
import { present } from './show-case.ts'

interface Joining {
  conversation: ConversationId
  case: CaseId
  how: JoinedBy
}

/** Says which case a conversation is about. Said twice, it is meant once. */
export async function joinCase(ctx: Context, joining: Joining): Promise<Case> {
  return ctx.transaction(async (tx) => present({ ...ctx, db: tx }, await join(tx, ctx.app, ctx.actor, joining)))
}

/** The same within a transaction. When the case it leaves carries its reference, the other conversations of that case come along. */
export async function join(tx: Tx, app: App, actor: Actor, joining: Joining): Promise<Matter> {
  await openByItself(tx, app, await unopened(tx, joining.conversation))
  const wanted = [
    await caseOf(actor, joining.conversation, tx, 'case.manage'),
    await caseFor(actor, joining.case, tx, 'case.manage'),
  ] as const
  const locked = await lockCases(
    tx,
    wanted.map(({ id }) => id),
  )
  const [from, into] = [held(locked, wanted[0].id), held(locked, wanted[1].id)]
  if (from.id === into.id) return into
  if (from.brand_id !== into.brand_id) throw notFound('case')
  if (from.into_id !== null || into.into_id !== null)
    throw new Problem('conflict', 'One of the cases joined another a moment ago. Look again; nothing was changed.')
  for (const conversation of await moving(tx, from, joining.conversation))
    await move(tx, { conversation, from, into, how: joining.how })
  await refresh(tx, app, [from.id, into.id])
  return caseFor(actor, into.id, tx)
}

/** Somebody may be quicker than the log. */
const unopened = async (tx: Tx, id: ConversationId): Promise<ConversationId[]> => {
  const { rows } = await sql`select from cases.matter_conversation where conversation_id = ${id}`.execute(tx)
  return rows.length === 0 ? [id] : []
}

export function held(locked: ReadonlyMap<CaseId, Matter>, id: CaseId): Matter {
  const found = locked.get(id)
  if (found === undefined) throw notFound('case')
  return found
}

/** A case without the conversation it is named after would have a reference that leads elsewhere. */
async function moving(tx: Tx, from: Matter, wanted: ConversationId): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId; home: CaseId }>`
    select conversation_id as id, home_id as home from cases.matter_conversation where matter_id = ${from.id}
    order by since, conversation_id`.execute(tx)
  const isNamesake = rows.some(({ id, home }) => id === wanted && home === from.id)
  return isNamesake ? rows.map(({ id }) => id) : [wanted]
}

interface Move {
  conversation: ConversationId
  from: Matter
  into: Matter
  how: JoinedBy
}

async function move(tx: Tx, { conversation, from, into, how }: Move): Promise<void> {
  await sql`
    update cases.matter_conversation set matter_id = ${into.id}, joined_by = ${how}, by = ${tx.by}, since = ${tx.clock.now()}
    where conversation_id = ${conversation}`.execute(tx)
  await sql`delete from cases.apart where conversation_id = ${conversation} and matter_id = ${into.id}`.execute(tx)
  await sql`
    update cases.matter m set rev = rev + 1, into_id = case when m.id = ${from.id}::uuid and not exists (
        select from cases.matter_conversation c where c.matter_id = m.id) then ${into.id}::uuid end
    where m.id in (${from.id}, ${into.id})`.execute(tx)
  const scopes = [...new Set([...from.scopes, ...into.scopes])].sort()
  await publish(tx, 'case.joined', {
    ...factOf(into),
    scopes,
    data: { conversationId: conversation, from: from.id, how },
  })
}
