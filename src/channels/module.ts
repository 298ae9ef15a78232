import type { App } from '#kernel/registry'
import { checkHealth } from './accounts/check-health.ts'
import { callByCase } from './cases/call-by-case.ts'
import { reopenFailed, reopenLater } from './cases/reopen-failed.ts'
import { endTransfer, followTransfer, giveToTaker, startTransfer } from './cases/transfers.ts'
import { followTyped } from './cases/typed-reference.ts'
import { forgetAgain } from './chat/forget-again.ts'
import { chatKind } from './chat/live.ts'
import { continueByMail } from './continue/continue-by-mail.ts'
import { wayBackTable } from './continue/personal.ts'
import { continueSetting } from './continue/setting.ts'
import { channelsApi } from './contract.ts'
import { deliverReply } from './deliver/deliver-reply.ts'
import { measureWaiting } from './deliver/measure-waiting.ts'
import { queueReply } from './deliver/queue-reply.ts'
import { checkDomains } from './domains/check-domain.ts'
import { hookPages } from './ingest/hooks.ts'
import { parseAccount } from './ingest/parse-account.ts'
import { parseDelivery } from './ingest/parse-delivery.ts'
import { takeEvent } from './ingest/take-event.ts'
import { dropEarly } from './ingest/take-receipt.ts'
import { postOffice } from './letters/post.ts'
import { sendLetter } from './letters/send-letter.ts'
import { mailApi } from './mail/contract.ts'
import { mailListener } from './mail/listen/open-listener.ts'
import { mailTables } from './mail/personal.ts'
import { mailOperations } from './mail/routes.ts'
import { queueSide } from './mail/side/queue-side.ts'
import { noteInbound } from './note-inbound.ts'
import { parkedApi } from './parked/contract.ts'
import { parkedOperations } from './parked/routes.ts'
import { personalTables } from './personal.ts'
import { channelOperations } from './routes.ts'
import { sessionRunner } from './sessions/run-sessions.ts'

/** Channels: how messages come in and go out. */
export function openChannels(app: App): void {
  app.permission('account.read', 'See connected accounts and their health')
  app.permission('account.manage', 'Connect accounts, change and disconnect them')
  app.permission('conversations.import', 'Take over finished conversations from another system')
  app.permission('mail.raw', 'Read mails as they came, with all their headers')
  app.routes(channelsApi, channelOperations)
  app.routes(parkedApi, parkedOperations)
  app.routes(mailApi, mailOperations)
  app.live(chatKind(app))
  app.on('message.received', 'channels.note-inbound', noteInbound)
  app.pages(hookPages)
  app.work('channels.parse-account', parseAccount)
  app.work('channels.parse-delivery', parseDelivery)
  app.work('channels.take-event', takeEvent, { atOnce: 32 })
  app.on('reply.sent', 'channels.queue-reply', queueReply)
  app.on('side.sent', 'channels.queue-side', queueSide(app))
  app.work('channels.deliver-reply', deliverReply)
  app.onMany(['message.received'], 'channels.typed-reference', followTyped)
  app.on('promise.failed', 'channels.reopen-failed', reopenLater)
  app.work('channels.reopen-failed', reopenFailed)
  for (const event of ['case.joined', 'case.split'] as const) app.on(event, 'channels.call-by-case', callByCase)
  for (const event of ['transfer.agreed', 'transfer.returned', 'transfer.withdrawn'] as const)
    app.on(event, 'channels.follow-transfer', followTransfer)
  app.on('transfer.taken', 'channels.give-to-taker', giveToTaker)
  app.work('channels.start-transfer', startTransfer)
  app.work('channels.end-transfer', endTransfer)
  measureWaiting(app)
  app.setting(continueSetting)
  app.work('channels.continue', continueByMail)
  app.work('channels.forget-again', forgetAgain)
  app.post(postOffice(app))
  app.work('channels.send-letter', sendLetter)
  app.every(60, 'channels.check-health', checkHealth)
  app.every(3600, 'channels.drop-early-receipts', dropEarly)
  app.every(3600, 'channels.check-sending-domains', checkDomains)
  app.lifecycle(mailListener(app))
  app.lifecycle(sessionRunner(app))
  app.sealed({ table: 'channels.account', column: 'secrets', purpose: 'account secrets', shape: 'values' })
  app.sealed({ table: 'channels.dkim_key', column: 'private_key', purpose: 'dkim keys', shape: 'text' })
  for (const table of [...personalTables, ...mailTables, wayBackTable]) app.personal(table)
}
