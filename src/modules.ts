import { openAnalytics } from '#analytics'
import { openBot } from '#bot'
import { openCases } from '#cases'
import { openChannels } from '#channels'
import { openConversations } from '#conversations'
import type { OpenModule } from '#kernel/registry'
import { openKnowledge } from '#knowledge'
import { openNotices } from '#notices'
import { openPeople } from '#people'
import { openRouting } from '#routing'
import { openSla } from '#sla'
import { openNoticePages, openPortal, openWelcome, openWidget } from '#surfaces'
import { openVoice } from '#voice'

/** The product's modules, lower floors first: each may use only what stands above it in this list. */
export const everyModule: readonly OpenModule[] = [
  openPeople,
  openNotices,
  openConversations,
  openCases,
  openKnowledge,
  openChannels,
  openRouting,
  openSla,
  openVoice,
  openBot,
  openAnalytics,
  openWidget,
  openPortal,
  openWelcome,
  openNoticePages,
]
