import { openChannels } from '#channels'
import { openConversations } from '#conversations'
import type { OpenModule } from '#kernel/registry'
import { openPeople } from '#people'
import { openRouting } from '#routing'

/** The product's modules, lower floors first: each may use only what stands above it in this list. */
export const everyModule: readonly OpenModule[] = [openPeople, openConversations, openChannels, openRouting]
