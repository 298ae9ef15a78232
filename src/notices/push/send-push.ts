import webpush, { type PushSubscription } from 'web-push'
import { safeFetch } from '#kernel/fetch'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { unseal } from '#kernel/seal'
import { sentenceOf } from '../mail/letter.ts'
import { sayIn } from '../mail/phrases.ts'
import { presentSeen } from '../present.ts'
import { pushKeys } from './keys.ts'

declare module '#kernel/jobs' {
  interface JobMap {
    'notices.push': { noticeId: string; deviceId: string }
  }
}
export interface SendPush {
  noticeId: string
  deviceId: string
}

const DAY_SECONDS = 86_400
const AGAIN_MS = 60_000
/** Nobody needs to be told by push what is as old as this. */
const TOO_OLD_MS = 12 * 3_600_000

/**
 * Tells one browser of one notice: encrypted for that browser (RFC 8291), so that its push service reads nothing. What was read
 * meanwhile is not told, nor what its agent may no longer see; a browser that is gone is forgotten.
 */
export async function sendPush(ctx: Context, { noticeId, deviceId }: SendPush): Promise<void> {
  const device = await ctx.db
    .selectFrom('notices.push_device')
    .selectAll()
    .where('id', '=', deviceId)
    .executeTakeFirst()
  const row = await ctx.db.selectFrom('notices.notice').selectAll().where('id', '=', noticeId).executeTakeFirst()
  if (device === undefined || row === undefined || row.read_at !== null || row.agent_id !== device.agent_id) return
  const [notice] = await presentSeen(ctx.app, ctx.db, [row])
  const keys = await pushKeys(ctx)
  const opened = unseal(ctx.config.secrets, 'push keys', device.subscription)
  if (notice === undefined || keys === null || opened === null) return
  const { say, lang } = sayIn(device.lang)
  const told = {
    id: notice.id,
    title: 'Switchboard',
    text: sentenceOf(notice, say),
    lang,
    dir: new Intl.Locale(lang).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr',
    href: notice.about.kind === 'conversation' ? `/console/c/${notice.about.id}` : '/console/notices',
  }
  const state = await post(ctx, JSON.parse(opened), keys, JSON.stringify(told))
  if (state === 'gone') await ctx.db.deleteFrom('notices.push_device').where('id', '=', deviceId).execute()
  if (state === 'told')
    await ctx.db
      .updateTable('notices.push_device')
      .set({ told_at: ctx.clock.now() })
      .where('id', '=', deviceId)
      .execute()
  if (state === 'later' && ctx.clock.now().getTime() - row.at.getTime() < TOO_OLD_MS)
    runAgainAt(new Date(ctx.clock.now().getTime() + AGAIN_MS))
}

type State = 'told' | 'gone' | 'later' | 'refused'

async function post(
  { config }: Context,
  subscription: PushSubscription,
  keys: { publicKey: string; privateKey: string },
  text: string,
): Promise<State> {
  const subject = config.publicUrl?.startsWith('https://') ? config.publicUrl : 'https://switchboard.invalid'
  const { endpoint, headers, body } = webpush.generateRequestDetails(subscription, text, {
    vapidDetails: { subject, ...keys },
    contentEncoding: 'aes128gcm',
    TTL: DAY_SECONDS,
    urgency: 'high',
  })
  const sent = await safeFetch(endpoint, {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: body ?? '',
    allow: config.pushHosts,
    maxBytes: 16_000,
  })
  if (!sent.ok) return 'later'
  if (sent.status === 404 || sent.status === 410) return 'gone'
  if (sent.status === 429 || sent.status >= 500) return 'later'
  return sent.status < 300 ? 'told' : 'refused'
}
