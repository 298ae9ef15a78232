import { customChannel } from './custom/adapter.ts'
import { mailChannel } from './mail/adapter.ts'
import type { ChannelAdapter } from './port/adapter.ts'

/** The channels of the outside world. Our own windows (chat, form) need none: their POST is the acknowledgement. */
const adapters: readonly ChannelAdapter[] = [customChannel, mailChannel]

const byChannel = new Map(adapters.map((adapter) => [adapter.channel, adapter]))

export const adapterOf = (channel: string): ChannelAdapter | undefined => byChannel.get(channel)
export const outsideChannels = (): readonly ChannelAdapter[] => adapters
