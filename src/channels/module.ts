import type { App } from '#kernel/registry'
import { chatKind } from './chat/live.ts'
import { channelsApi } from './contract.ts'
import { noteInbound } from './note-inbound.ts'
import { channelOperations } from './routes.ts'

/** Channels: how messages come in and go out. */
export function openChannels(app: App): void {
  app.permission('account.read', 'See connected accounts and their health')
  app.routes(channelsApi, channelOperations)
  app.live(chatKind(app))
  app.on('message.received', 'channels.note-inbound', noteInbound)
}
