import type { AgentId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { type NoticeRow, presentSeen } from '../present.ts'
import { type Choices, wayOf } from './choice.ts'
import { addressOf, choicesOf } from './choices-of.ts'
import { claimMail } from './claim-mail.ts'
import { dueOf } from './due.ts'
import { giveBack, leave } from './leave.ts'
import { pendingOf } from './pending-of.ts'

export interface SendMail {
  agentId: AgentId
  way: 'mail' | 'digest'
}

/** Tells by one mail what is due and still unread, as far as the agent may see it at this moment. */
export async function sendMail(ctx: Context, job: SendMail): Promise<void> {
  const to = ctx.config.staffMail === null ? null : await addressOf(ctx.db, job.agentId)
  const choices = await choicesOf(ctx.db, job.agentId)
  if (to === null || choices === null) return
  const { due, next } = await sortOut(ctx, job, choices)
  if (next !== null) await lookAgain(ctx, job, next)
  const mail = await claimMail(ctx, job, due, await presentSeen(ctx.app, ctx.db, due))
  if (mail === null) return
  const waitMs = await leave(ctx, { ...mail, to, choices })
  if (waitMs === null) return
  await giveBack(ctx, mail.id)
  await lookAgain(ctx, job, new Date(ctx.clock.now().getTime() + waitMs))
}

/** What is due now, and when something will be. */
async function sortOut(
  ctx: Context,
  { agentId, way }: SendMail,
  choices: Choices,
): Promise<{ due: NoticeRow[]; next: Date | null }> {
  const now = ctx.clock.now()
  const timed = (await pendingOf(ctx.db, agentId, now)).flatMap((row) => {
    const at = wayOf(choices, row.kind) === way ? dueOf(choices, row.kind, row.at) : null
    return at === null ? [] : [{ row, at }]
  })
  const later = timed.flatMap(({ at }) => (at > now ? at.getTime() : []))
  return {
    due: timed.flatMap(({ row, at }) => (at > now ? [] : row)),
    next: later.length === 0 ? null : new Date(Math.min(...later)),
  }
}

const lookAgain = (ctx: Context, job: SendMail, at: Date): Promise<void> =>
  ctx.transaction((tx) => enqueue(tx, 'notices.send-mail', job, { key: `${job.way}:${job.agentId}`, at }))
