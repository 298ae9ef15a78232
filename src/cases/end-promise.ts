import type { Actor } from '#kernel/access'
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

/** What shows that it was done: in words, as a file, or both. */
interface Proof {
  proof?: string
  file?: string
}
type End = 'kept' | 'failed' | 'withdrawn'

/** It happened, with what shows it. One that was late already is kept late. */
export const keepPromise = (ctx: Context, id: string, proof: Proof): Promise<Promised> => end(ctx, id, 'kept', proof)
/** It did not and will not happen: the case is open again. */
export const failPromise = (ctx: Context, id: string): Promise<Promised> => end(ctx, id, 'failed')
/** It was none. */
export const withdrawPromise = (ctx: Context, id: string): Promise<Promised> => end(ctx, id, 'withdrawn')

const end = (ctx: Context, id: string, as: End, proof: Proof = {}): Promise<Promised> =>
  ctx.transaction(async (tx) => {
    const promise = await lockPromise(tx, ctx.actor, id)
    if (promise.state === as)
      return presentPromise(tx, as === 'kept' ? await prove(tx, ctx.actor, promise, proof) : promise)
    if (promise.state === 'withdrawn' || (promise.state === 'kept' && as !== 'withdrawn'))
      throw new Problem('conflict', 'This promise was ended a moment ago. Look at it again; nothing was changed.')
    await endLocked(tx, ctx.app, promise, as, proof)
    return presentPromise(tx, await promiseFor(ctx.actor, id, tx, 'promise.manage'))
  })

/** The same on a promise that this transaction has locked. */
export async function endLocked(tx: Tx, app: App, promise: HeldPromise, as: End, proof: Proof = {}): Promise<void> {
  const now = tx.clock.now()
  const failed = as === 'failed' ? (promise.failed_at ?? now) : as === 'withdrawn' ? null : promise.failed_at
  await sql`
    update cases.promise set state = ${as}, ended_at = ${now}, ended_by = ${tx.by}, failed_at = ${failed}, proof = ${wordsOf(proof)},
      proof_file = ${proof.file ?? null}, rev = rev + 1
    where id = ${promise.id}`.execute(tx)
  const data = { conversationId: promise.conversation_id, kind: promise.kind }
  if (as === 'kept')
    await publish(tx, 'promise.kept', { ...promiseFact(promise), data: { ...data, late: failed !== null } })
  else if (as === 'failed') await publish(tx, 'promise.failed', { ...promiseFact(promise), data })
  else await publish(tx, 'promise.withdrawn', { ...promiseFact(promise), data })
  await refresh(tx, app, [promise.matter])
}

const wordsOf = ({ proof }: Proof): string | null => (proof === undefined ? null : plain(proof).trim() || null)

/** What shows it is often found later than it was done. What was shown before stays, unless something else is said. */
async function prove(tx: Tx, actor: Actor, promise: HeldPromise, proof: Proof): Promise<HeldPromise> {
  const [words, file] = [wordsOf(proof) ?? promise.proof, proof.file ?? promise.proof_file]
  if (words === promise.proof && file === promise.proof_file) return promise
  await sql`
    update cases.promise set proof = ${words}, proof_file = ${file}, rev = rev + 1 where id = ${promise.id}`.execute(tx)
  const data = { conversationId: promise.conversation_id, kind: promise.kind }
  await publish(tx, 'promise.proved', { ...promiseFact(promise), data })
  return promiseFor(actor, promise.id, tx, 'promise.manage')
}

/** Takes back that it was kept, failed or withdrawn: it is open as before, and late when its time has passed. */
export const reopenPromise = (ctx: Context, id: string): Promise<Promised> =>
  ctx.transaction(async (tx) => {
    const promise = await lockPromise(tx, ctx.actor, id)
    if (promise.state === 'open') return presentPromise(tx, promise)
    await sql`
      update cases.promise set state = 'open', ended_at = null, ended_by = null, proof = null, proof_file = null, rev = rev + 1,
        failed_at = case when due_at > ${tx.clock.now()} then null else failed_at end where id = ${id}`.execute(tx)
    await publish(tx, 'promise.reopened', {
      ...promiseFact(promise),
      data: { conversationId: promise.conversation_id, kind: promise.kind },
    })
    await enqueue(tx, 'cases.watch-promise', { promiseId: id }, { key: id, at: warnAt(promise) })
    await refresh(tx, ctx.app, [promise.matter])
    return presentPromise(tx, await promiseFor(ctx.actor, id, tx, 'promise.manage'))
  })
