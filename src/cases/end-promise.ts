import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import { enqueue } from '#kernel/jobs'
import type { App, Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import type { Promised } from './contract.ts'
import { presentPromise } from './present-promises.ts'
import { type HeldPromise, lockPromise, promiseFact, promiseFor, warnAt } from './promise.ts'
import { refresh } from './refresh.ts'

type End = 'kept' | 'failed' | 'withdrawn'

/** It happened, with what shows it. One that was late already is kept late. */
export const keepPromise = (ctx: Context, id: string, proof: string | undefined): Promise<Promised> =>
  end(ctx, id, 'kept', proof)
/** It did not and will not happen: the case is open again. */
export const failPromise = (ctx: Context, id: string): Promise<Promised> => end(ctx, id, 'failed')
/** It was none. */
export const withdrawPromise = (ctx: Context, id: string): Promise<Promised> => end(ctx, id, 'withdrawn')

const end = (ctx: Context, id: string, as: End, proof?: string): Promise<Promised> =>
  ctx.transaction(async (tx) => {
    const promise = await lockPromise(tx, ctx.actor, id)
    if (promise.state === as) return presentPromise(tx, promise)
    if (promise.state === 'withdrawn' || (promise.state === 'kept' && as !== 'withdrawn'))
      throw new Problem('conflict', 'This promise was ended a moment ago. Look at it again; nothing was changed.')
    await endLocked(tx, ctx.app, promise, as, proof)
    return presentPromise(tx, await promiseFor(ctx.actor, id, tx, 'promise.manage'))
  })

/** The same on a promise that this transaction has locked. */
export async function endLocked(tx: Tx, app: App, promise: HeldPromise, as: End, proof?: string): Promise<void> {
  const now = tx.clock.now()
  const failed = as === 'failed' ? (promise.failed_at ?? now) : as === 'withdrawn' ? null : promise.failed_at
  const shown = proof === undefined ? null : plain(proof).trim() || null
  await sql`
    update cases.promise set state = ${as}, ended_at = ${now}, ended_by = ${tx.by}, failed_at = ${failed}, proof = ${shown}, rev = rev + 1
    where id = ${promise.id}`.execute(tx)
  const data = { conversationId: promise.conversation_id, kind: promise.kind }
  if (as === 'kept')
    await publish(tx, 'promise.kept', { ...promiseFact(promise), data: { ...data, late: failed !== null } })
  else if (as === 'failed') await publish(tx, 'promise.failed', { ...promiseFact(promise), data })
  else await publish(tx, 'promise.withdrawn', { ...promiseFact(promise), data })
  await refresh(tx, app, [promise.matter])
}

/** Takes back that it was kept, failed or withdrawn: it is open as before, and late when its time has passed. */
export const reopenPromise = (ctx: Context, id: string): Promise<Promised> =>
  ctx.transaction(async (tx) => {
    const promise = await lockPromise(tx, ctx.actor, id)
    if (promise.state === 'open') return presentPromise(tx, promise)
    await sql`
      update cases.promise set state = 'open', ended_at = null, ended_by = null, proof = null, rev = rev + 1,
        failed_at = case when due_at > ${tx.clock.now()} then null else failed_at end where id = ${id}`.execute(tx)
    await publish(tx, 'promise.reopened', {
      ...promiseFact(promise),
      data: { conversationId: promise.conversation_id, kind: promise.kind },
    })
    await enqueue(tx, 'cases.watch-promise', { promiseId: id }, { key: id, at: warnAt(promise) })
    await refresh(tx, ctx.app, [promise.matter])
    return presentPromise(tx, await promiseFor(ctx.actor, id, tx, 'promise.manage'))
  })
