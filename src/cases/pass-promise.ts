import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'
import type { Promised } from './contract.ts'
import { refuseForeign } from './make-promise.ts'
import { presentPromise } from './present-promises.ts'
import { type HeldPromise, lockPromise, promiseFact, promiseFor } from './promise.ts'

/** Somebody else keeps it from now on, or, with null, whoever works on the case. */
export const passPromise = (ctx: Context, id: string, owner: AgentId | null): Promise<Promised> =>
  ctx.transaction(async (tx) => {
    const promise = await lockPromise(tx, ctx.actor, id)
    if (promise.owner_id === owner) return presentPromise(tx, promise)
    await refuseForeign(tx, owner)
    await pass(tx, promise, owner)
    if (owner !== null && owner !== ctx.actor.id) await tellOf(tx, promise, owner, 'promise-passed')
    return presentPromise(tx, await promiseFor(ctx.actor, id, tx, 'promise.manage'))
  })

export async function pass(tx: Tx, promise: HeldPromise, owner: AgentId | null): Promise<void> {
  await sql`update cases.promise set owner_id = ${owner}, rev = rev + 1 where id = ${promise.id}`.execute(tx)
  await publish(tx, 'promise.passed', {
    ...promiseFact(promise),
    data: {
      conversationId: promise.conversation_id,
      kind: promise.kind,
      ...(promise.owner_id !== null && { formerOwner: promise.owner_id }),
      ...(owner !== null && { owner }),
    },
  })
}

/** A promise is told of by its code and time; the sentence is the screen's. */
export const tellOf = (
  tx: Tx,
  { id, brand_id: brand, conversation_id: conversation, due_at: due, scopes, rev }: HeldPromise,
  agent: AgentId,
  code: 'promise' | 'promise-passed' | 'promise-failed',
): Promise<boolean> =>
  tell(tx, {
    agent,
    kind: 'warning',
    about: { kind: 'conversation', id: conversation },
    where: { brand, scopes },
    data: { code, since: due.toISOString() },
    key: `${code}:${id}:${code === 'promise-passed' ? rev : due.toISOString()}`,
  })
