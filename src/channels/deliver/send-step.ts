import { recordDelivery } from '#conversations'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { type Connected, reachOf } from '../accounts/account.ts'
import { tellState } from '../accounts/tell-state.ts'
import { applyEarly } from '../ingest/take-receipt.ts'
import type { Outbound, SendResult, Step } from '../port/outbound.ts'
import type { Reply } from './deliver-reply.ts'
import { keepForetold } from './keep-foretold.ts'
import { claimStep, markStep, type StepRow } from './steps.ts'

export interface Parcel {
  ctx: Context
  at: Connected
  reply: Reply
  outbound: Outbound
}
export const SEND_MS = 30_000
/** How soon it is looked again whether an account is well. */
export const PAUSED_MS = 60_000

/** Sends one step, or finds that it went out before. `stop`: nothing more of this reply goes out now. */
export async function sendStep(parcel: Parcel, n: number, step: Step): Promise<'next' | 'stop'> {
  const { ctx, at, reply, outbound } = parcel
  const keyed = { ...outbound, clientKey: n === 0 ? outbound.clientKey : `${outbound.clientKey}.${n}` }
  const foretold = at.adapter.foretell?.(keyed, at.account) ?? null
  const before = await ctx.transaction(async (tx) => {
    if (foretold !== null) await keepForetold(tx, at.row.id, reply, foretold)
    return claimStep(tx, reply, n, at.row.id)
  })
  if (before?.state === 'accepted') return 'next'
  const reach = reachOf(ctx, at.row, AbortSignal.timeout(SEND_MS))
  const known = isOpen(before) ? await lookUp(at, keyed, reach) : 'new'
  if (known === 'unanswerable') return settle(parcel, n, before, { class: 'unknown', error: 'cannot-be-asked' })
  const result: SendResult =
    typeof known === 'object'
      ? { class: 'accepted', ref: known.ref }
      : await at.adapter.send(step, keyed, at.account, reach)
  return settle(parcel, n, before, result)
}

/** It was claimed and nobody wrote down how it ended: the process died, or no answer came. */
const isOpen = (before: StepRow | null): boolean => before?.state === 'sending' || before?.state === 'unknown'

async function lookUp(
  { adapter, account }: Connected,
  outbound: Outbound,
  reach: ReturnType<typeof reachOf>,
): Promise<{ ref: string } | 'new' | 'unanswerable'> {
  // The provider knows the key again: sending it twice is the question and the answer.
  if (adapter.capabilities.idempotent) return 'new'
  if (adapter.lookup === undefined) return 'unanswerable'
  const ref = await adapter.lookup(outbound, account, reach)
  return ref === null ? 'new' : { ref }
}

function settle(parcel: Parcel, n: number, before: StepRow | null, result: SendResult): Promise<'next' | 'stop'> {
  switch (result.class) {
    case 'accepted':
    case 'duplicate':
      return accept(parcel, n, result.ref)
    case 'retry':
      return retry(parcel, n, before, result.error, result.after)
    case 'unknown':
      return doubt(parcel, n, before, result.error)
    case 'auth':
      return pause(parcel, n, result.error)
    case 'permanent':
      return giveUp(parcel, n, result.error)
  }
}

async function accept({ ctx, reply, at }: Parcel, n: number, ref: string | null): Promise<'next'> {
  await ctx.transaction(async (tx) => {
    await markStep(tx, reply, n, { state: 'accepted', external_id: ref, error: null, at: tx.clock.now() })
    // The first part carries the provider's id of the reply: what answers it finds the conversation.
    if (ref === null) return
    if (n === 0) await recordDelivery(tx, { ...reply, state: 'queued', externalId: ref })
    await applyEarly(tx, at.row.id, ref)
  })
  return 'next'
}

const BACK_OFF_MS = [2_000, 10_000, 30_000, 120_000, 600_000]
const LONGEST_MS = 900_000
/** How long to wait after so many tries that failed, in milliseconds. */
export const backOffMs = (tries: number): number => BACK_OFF_MS[tries] ?? LONGEST_MS
const backOffOf = (before: StepRow | null): number => backOffMs(before?.tries ?? 0)

/** Waits as long as told, else longer each time; keeps its place before the replies that follow it. */
async function retry({ ctx, reply, at }: Parcel, n: number, before: StepRow | null, error: string, after: Date | null) {
  const now = ctx.clock.now()
  const since = before?.first_at ?? now
  const until = since.getTime() + at.adapter.capabilities.retryFor.total('milliseconds')
  if (now.getTime() > until) return giveUp({ ctx, reply }, n, error)
  await markStep(ctx.db, reply, n, { state: 'waiting', error, at: now })
  return runAgainAt(after ?? new Date(now.getTime() + backOffOf(before) * (0.5 + Math.random() / 2)))
}

/** No answer came: looked up a little later, and only then sent again. Who cannot be asked is not sent to twice. */
async function doubt({ ctx, reply, at }: Parcel, n: number, before: StepRow | null, error: string): Promise<'stop'> {
  const now = ctx.clock.now()
  await ctx.transaction(async (tx) => {
    await markStep(tx, reply, n, { state: 'unknown', error, at: now })
    await recordDelivery(tx, { ...reply, state: 'unknown', why: error })
  })
  const { capabilities, lookup } = at.adapter
  if (!capabilities.idempotent && lookup === undefined) return 'stop'
  return runAgainAt(new Date(now.getTime() + backOffOf(before)))
}

async function pause({ ctx, reply, at }: Parcel, n: number, error: string): Promise<'stop'> {
  const now = ctx.clock.now()
  await markStep(ctx.db, reply, n, { state: 'waiting', error, at: now })
  await ctx.transaction((tx) => tellState(tx, at.row, { state: 'needs-reauth', detail: error }))
  return runAgainAt(new Date(now.getTime() + PAUSED_MS))
}

async function giveUp({ ctx, reply }: Pick<Parcel, 'ctx' | 'reply'>, n: number, error: string): Promise<'stop'> {
  await ctx.transaction(async (tx) => {
    await markStep(tx, reply, n, { state: 'failed', error, at: tx.clock.now() })
    await recordDelivery(tx, { ...reply, state: 'failed', why: error })
  })
  return 'stop'
}
