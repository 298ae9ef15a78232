import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId, ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { agentsByIds } from '#people'
import { caseOf } from './case-for.ts'
import type { Promised } from './contract.ts'
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
    const { rows } = await sql`
      insert into cases.promise (id, brand_id, contact_id, conversation_id, kind, what, due_at, owner_id, made_by, made_at)
      values (${wanted.id}, ${matter.brand_id}, ${matter.contact_id}, ${wanted.conversation}, ${wanted.kind}, ${what}, ${due}, ${owner},
        ${tx.by}, ${tx.clock.now()}) on conflict (id) do nothing returning id`.execute(tx)
    const promise = await promiseFor(ctx.actor, wanted.id, tx, 'promise.manage')
    if (rows.length === 0) return same(tx, promise, wanted, what)
    if (due <= tx.clock.now()) throw new Problem('invalid_input', 'That time has passed. Choose a later one.')
    await publish(tx, 'promise.made', {
      ...promiseFact(promise),
      data: {
        conversationId: promise.conversation_id,
        kind: promise.kind,
        dueAt: due.toISOString(),
        ...(owner !== null && { owner }),
      },
    })
    await enqueue(tx, 'cases.watch-promise', { promiseId: promise.id }, { key: promise.id, at: warnAt(promise) })
    await refresh(tx, ctx.app, [promise.matter])
    return presentPromise(tx, promise)
  })

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
