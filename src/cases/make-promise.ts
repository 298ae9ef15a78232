import { type By, system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId, ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { App, Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { agentsByIds } from '#people'
import { caseOf } from './case-for.ts'
import type { Promised } from './contract.ts'
import type { Matter } from './matter.ts'
import { presentPromise } from './present-promises.ts'
import { type HeldPromise, type PromiseKind, promiseFact, promiseFor, warnAt } from './promise.ts'
import { refresh } from './refresh.ts'

export interface NewPromise {
  id: string
  conversation: ConversationId
  kind: PromiseKind
  what: string
  due: string
  /** Absent: whoever makes it. Null: whoever works on the case. */
  owner?: AgentId | null
}

/** Keeps what was said will happen. The same id again is the same promise; another under that id is refused. */
export const makePromise = (ctx: Context, wanted: NewPromise): Promise<Promised> =>
  ctx.transaction(async (tx) => {
    const matter = await caseOf(ctx.actor, wanted.conversation, tx, 'promise.manage')
    const what = plain(wanted.what).trim()
    const due = new Date(wanted.due)
    if (what === '') throw new Problem('invalid_input', 'Say what will happen, in a few words.')
    const owner = wanted.owner === undefined ? (ctx.actor.kind === 'agent' ? ctx.actor.id : null) : wanted.owner
    await refuseForeign(tx, owner)
    const made = await insertPromise(tx, ctx.app, matter, { ...wanted, what, due, owner, by: tx.by })
    const promise = await promiseFor(ctx.actor, wanted.id, tx, 'promise.manage')
    if (!made) return same(tx, promise, wanted, what)
    if (due <= tx.clock.now()) throw new Problem('invalid_input', 'That time has passed. Choose a later one.')
    return presentPromise(tx, promise)
  })

interface Wanted {
  id: string
  conversation: ConversationId
  kind: PromiseKind
  what: string
  due: Date
  owner: AgentId | null
  by: By
}

/** The same within a transaction, of a case that the caller may promise in. False: it is there already. */
export async function insertPromise(
  tx: Tx,
  app: App,
  matter: Matter,
  { id, conversation, kind, what, due, owner, by }: Wanted,
): Promise<boolean> {
  const { rows } = await sql`
    insert into cases.promise (id, brand_id, contact_id, conversation_id, kind, what, due_at, owner_id, made_by, made_at)
    values (${id}, ${matter.brand_id}, ${matter.contact_id}, ${conversation}, ${kind}, ${what}, ${due}, ${owner}, ${by},
      ${tx.clock.now()}) on conflict (id) do nothing returning id`.execute(tx)
  if (rows.length === 0) return false
  const promise = await promiseFor(system, id, tx, 'promise.manage')
  const data = { conversationId: conversation, kind, dueAt: due.toISOString(), ...(owner !== null && { owner }) }
  await publish(tx, 'promise.made', { ...promiseFact(promise), data })
  await enqueue(tx, 'cases.watch-promise', { promiseId: id }, { key: id, at: warnAt(promise) })
  await refresh(tx, app, [promise.matter])
  return true
}

export async function refuseForeign(tx: Tx, owner: AgentId | null): Promise<void> {
  if (owner === null) return
  if ((await agentsByIds(tx, [owner])).get(owner)?.active !== true)
    throw new Problem('unprocessable', 'This advisor does not work here any more. Choose another.')
}

function same(tx: Tx, promise: HeldPromise, wanted: NewPromise, what: string): Promise<Promised> {
  if (promise.conversation_id !== wanted.conversation || promise.what !== what || promise.kind !== wanted.kind)
    throw new Problem(
      'id_reused',
      'This id belongs to another promise. Send it again with a new id; nothing was stored.',
    )
  return presentPromise(tx, promise)
}
