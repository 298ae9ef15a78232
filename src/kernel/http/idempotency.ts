import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Db, sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AnyRoute } from '#kernel/registry'
import { seal, unseal } from '#kernel/seal'
import type { RequestContext } from './operation.ts'
import type { RawInput } from './validate.ts'

interface Kept {
  route: string
  body_hash: string
  status: number | null
  answer: string | null
}
interface Call {
  ctx: RequestContext
  route: AnyRoute
  input: RawInput
  /** Keys of different callers never meet. */
  caller: string
  retrying: <T>(run: () => Promise<T>) => Promise<T>
}

/** Thrown inside the repeat's transaction, so that its work is rolled back. */
class AlreadyDone extends Error {}

/**
 * Carries a verb out once per (caller, Idempotency-Key): the key is written in the verb's own transaction, so a second
 * attempt waits for the first one's commit, finds the key, undoes itself and gives the first one's answer.
 */
export async function once(call: Call): Promise<unknown> {
  const key = keyOf(call.ctx)
  const hash = hashOf(call)
  const before = await find(call.ctx.db, call.caller, key)
  if (before) return repeat(call, key, hash)
  try {
    const answer = await call.retrying(() => call.route.operation.run(marking(call, key, hash), call.input))
    await keep(call, key, hash, answer)
    return answer
  } catch (error) {
    if (error instanceof AlreadyDone) return repeat(call, key, hash)
    throw error
  }
}

function keyOf({ request }: RequestContext): string {
  const key = request.headers['idempotency-key']
  if (typeof key === 'string' && /^[\x21-\x7e]{8,64}$/.test(key)) return key
  const detail = 'must be sent: 8 to 64 printable characters, a UUID for example'
  throw new Problem('invalid_input', `The header Idempotency-Key ${detail}.`, {
    faults: [{ pointer: '/headers/idempotency-key', detail }],
  })
}

const hashOf = ({ route, input }: Call): string =>
  createHash('sha256')
    .update(JSON.stringify([route.key, input.params, input.query, input.body]))
    .digest('base64url')

/** The context of the first attempt: its transactions write the key before they work. */
function marking(call: Call, key: string, hash: string): RequestContext {
  const { ctx } = call
  const transaction: RequestContext['transaction'] = (work) =>
    ctx.transaction(async (tx) => {
      await mark(tx, call, key, hash)
      return work(tx)
    })
  return { ...ctx, transaction }
}

async function mark(tx: Tx, { ctx, caller, route }: Call, key: string, hash: string): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into kernel.idempotency (caller, key, route, body_hash, at, by_request)
    values (${caller}, ${key}, ${route.key}, ${hash}, ${tx.clock.now()}, ${ctx.request.id})
    on conflict (caller, key) do update set at = excluded.at where kernel.idempotency.by_request = excluded.by_request`.execute(
    tx,
  )
  if (numAffectedRows === 0n) throw new AlreadyDone()
}

async function keep({ ctx, caller, route }: Call, key: string, hash: string, answer: unknown): Promise<void> {
  const text = answer === undefined ? null : seal(ctx.config.secrets[0] ?? '', 'kept answers', JSON.stringify(answer))
  await sql`
    insert into kernel.idempotency (caller, key, route, body_hash, at, by_request, status, answer)
    values (${caller}, ${key}, ${route.key}, ${hash}, ${ctx.clock.now()}, ${ctx.request.id}, ${ctx.reply.statusCode}, ${text})
    on conflict (caller, key) do update set status = excluded.status, answer = excluded.answer`.execute(ctx.db)
}

async function find(db: Db, caller: string, key: string): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select route, body_hash, status, answer from kernel.idempotency where caller = ${caller} and key = ${key}`.execute(
    db,
  )
  return rows[0]
}

/** The answer is kept a moment after the deed; a repeat that comes between the two waits for it. */
async function repeat({ ctx, caller }: Call, key: string, hash: string): Promise<unknown> {
  for (let tries = 0; tries < 40; tries++) {
    const kept = await find(ctx.db, caller, key)
    if (kept && kept.body_hash !== hash)
      throw new Problem('id_reused', 'This Idempotency-Key was used for another request. Nothing was changed.')
    if (kept && kept.status !== null) return again(ctx, kept.status, kept.answer)
    await wait(50)
  }
  throw answerLost()
}

function again(ctx: RequestContext, status: number, sealed: string | null): unknown {
  const text = sealed === null ? null : unseal(ctx.config.secrets, 'kept answers', sealed)
  if (sealed !== null && text === null) throw answerLost()
  ctx.reply.code(status).header('idempotent-replay', 'true')
  return text === null ? undefined : JSON.parse(text)
}

const answerLost = (): Problem =>
  new Problem('conflict', 'This request was carried out before, but its answer was not kept. Read the thing again.')
