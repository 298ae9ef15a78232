import { sql } from '#kernel/db'
import type { App, Context, LiveKind } from '#kernel/registry'
import { briefingKind, receiptKind } from './briefings/live.ts'
import { briefingOperations } from './briefings/routes.ts'
import { type Notice, noticesApi } from './contract.ts'
import { followAssignments, followMentions } from './follow.ts'
import { countUnread, listNotices } from './list-notices.ts'
import { chooseMail, showChoices } from './mail/choose-mail.ts'
import { expectMail } from './mail/expect-mail.ts'
import { sendMail } from './mail/send-mail.ts'
import { markRead } from './mark-read.ts'
import { present } from './present.ts'
import { dropDevice, keepDevice, listDevices } from './push/devices.ts'
import { expectPush } from './push/expect-push.ts'
import { sendPush } from './push/send-push.ts'
import { warnFailures } from './warn-failures.ts'
import { expectAnswers, warnWait } from './warn-waits.ts'

/** Notices: who is told what, in the app and by mail. */
export function openNotices(app: App): void {
  const own = { realm: 'staff', scope: 'self', permission: null } as const
  app.routes(noticesApi, {
    ...briefingOperations,
    'GET /api/v1/notices': { ...own, run: (ctx, { query }) => listNotices(ctx, query) },
    'GET /api/v1/notices/unread': { ...own, run: (ctx) => countUnread(ctx) },
    'PUT /api/v1/notices/read': {
      ...own,
      verb: { name: 'notices.read', idempotency: 'natural' },
      run: async (ctx, { body }) => void (await markRead(ctx, body.upTo)),
    },
    'GET /api/v1/notices/devices': { ...own, run: (ctx) => listDevices(ctx) },
    'PUT /api/v1/notices/devices/:id': {
      ...own,
      verb: { name: 'notices.keep-device', idempotency: 'natural' },
      run: async (ctx, { params, body }) => void (await keepDevice(ctx, params.id, body)),
    },
    'DELETE /api/v1/notices/devices/:id': {
      ...own,
      verb: { name: 'notices.drop-device', idempotency: 'natural' },
      run: async (ctx, { params }) => void (await dropDevice(ctx, params.id)),
    },
    'GET /api/v1/notices/mail': { ...own, run: (ctx) => showChoices(ctx) },
    'PUT /api/v1/notices/mail': {
      ...own,
      verb: { name: 'notices.choose-mail', idempotency: 'natural' },
      run: (ctx, { body }) => chooseMail(ctx, body).then(() => undefined),
    },
  })
  app.permission('briefing.read', 'Be told at the start of a shift what matters')
  app.permission('briefing.write', 'Write briefings and see who has read them')
  app.live(briefingKind)
  app.live(receiptKind)
  app.live(noticeKind(app))
  app.notice({ kind: 'mention', text: 'notice.mention' })
  app.notice({ kind: 'assignment', text: 'notice.assignment' })
  app.notice({ kind: 'warning', text: 'notice.warning' })
  app.notice({ kind: 'beside', text: 'notice.beside' })
  app.notice({ kind: 'hand', text: 'notice.hand' })

  app.on('note.written', 'notices.mentions', followMentions)
  app.on('conversation.handed', 'notices.assignments', followAssignments)
  app.onMany(['conversation.started', 'conversation.handed', 'message.received'], 'notices.waits', expectAnswers)
  app.on('notice.created', 'notices.mail', expectMail)
  app.on('notice.created', 'notices.push', expectPush)
  app.work('notices.warn-wait', warnWait)
  app.work('notices.send-mail', sendMail)
  app.work('notices.push', sendPush)
  app.sealed({ table: 'notices.push_device', column: 'subscription', purpose: 'push keys', shape: 'text' })
  app.sealed({ table: 'notices.push_key', column: 'private', purpose: 'push keys', shape: 'text' })
  app.every(60, 'notices.warn-failures', warnFailures)
  app.every(6 * 3600, 'notices.forget', forgetOld)
}

const noticeKind = (app: App): LiveKind<Notice> => ({
  kind: 'notice',
  permission: 'notice.own',
  on: { 'notice.created': idOf, 'notice.read': idOf },
  own: (event) => event.subject,
  present: async (db, ids) => {
    const rows = await db
      .selectFrom('notices.notice')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute()
    return new Map((await present(app, db, rows)).map((notice) => [notice.id, notice]))
  },
})

const idOf = (event: { data: object }): string | null =>
  'noticeId' in event.data && typeof event.data.noticeId === 'string' ? event.data.noticeId : null

const KEPT_DAYS = 90

async function forgetOld(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - KEPT_DAYS * 86_400_000)
  await sql`delete from notices.notice where id in (
    select id from notices.notice where at < ${before} order by at limit 10000)`.execute(ctx.db)
  await sql`delete from notices.mail where id in (
    select id from notices.mail where at < ${before} order by at limit 10000)`.execute(ctx.db)
}
