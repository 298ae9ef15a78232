import { originOf, type StaffMail } from '#kernel/config'
import { compose, doorTo, type Outcome, outcomeOf, pass } from '#kernel/mail'
import type { Context } from '#kernel/registry'
import type { Choices } from './choice.ts'
import type { Mail } from './claim-mail.ts'
import { letterOf } from './letter.ts'

export interface Parcel extends Mail {
  to: string
  choices: Choices
}
const SEND_MS = 30_000
const AGAIN_MS = 5 * 60_000
/** When somebody has to look at the server's settings first. */
const LOOKED_AFTER_MS = 15 * 60_000

/** Hands a claimed mail to the operator's server; null when that is the end of it, else in how many milliseconds to try again. */
export async function leave(ctx: Context, parcel: Parcel): Promise<number | null> {
  const { staffMail } = ctx.config
  if (staffMail === null) return null
  const outcome = await handOver(ctx, staffMail, parcel)
  if (outcome.class !== 'accepted') ctx.log.warn('a notice did not leave by mail', { code: outcome.error })
  if (outcome.class === 'retry') return AGAIN_MS
  if (outcome.class === 'auth') return LOOKED_AFTER_MS
  const state = ({ accepted: 'sent', unknown: 'unknown', permanent: 'failed' } as const)[outcome.class]
  const error = outcome.class === 'accepted' ? null : outcome.error
  await ctx.db.updateTable('notices.mail').set({ state, error }).where('id', '=', parcel.id).execute()
  return null
}

/** It did not leave: its notices are told by another mail, if they are still unread then. */
export const giveBack = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    await tx.updateTable('notices.notice').set({ mailed_at: null, mail_id: null }).where('mail_id', '=', id).execute()
    await tx.deleteFrom('notices.mail').where('id', '=', id).execute()
  })

async function handOver(ctx: Context, server: StaffMail, parcel: Parcel): Promise<Outcome> {
  const door = await doorTo(server)
  if (door === null) return { class: 'retry', error: 'unknown-host' }
  const raw = await rawOf(ctx, server, parcel)
  return outcomeOf(await pass(door, { from: server.from, to: [parcel.to], raw }, AbortSignal.timeout(SEND_MS)))
}

function rawOf({ config, clock }: Context, { from }: StaffMail, { id, to, token, notices, choices }: Parcel) {
  const origin = originOf(config)
  const end = token === null ? null : `${origin}/notices/digests/${token}`
  const { subject, text, html } = letterOf(notices, choices, { console: `${origin}/console`, end })
  return compose({
    messageId: `${id}@${from.slice(from.lastIndexOf('@') + 1)}`,
    date: clock.now(),
    from: { name: 'Switchboard', address: from },
    to: { name: '', address: to },
    subject,
    text,
    html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Precedence: 'bulk',
      ...(end !== null && { 'List-Unsubscribe': `<${end}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  })
}
