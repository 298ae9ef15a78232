import { openAnalytics } from '#analytics'
import { openBot } from '#bot'
import { openCases, spotPromisesWith } from '#cases'
import { openChannels } from '#channels'
import { openConversations } from '#conversations'
import type { OpenModule } from '#kernel/registry'
import { openKnowledge } from '#knowledge'
import { openNotices } from '#notices'
import { openPeople } from '#people'
import { openRouting } from '#routing'
import { openSla } from '#sla'
import { openNoticePages, openPortal, openWelcome, openWidget, promisedIn } from '#surfaces'
import { openVoice } from '#voice'

/** A bot's words are read as an advisor's are while they write. */
const openSpotting: OpenModule = (app) => spotPromisesWith(app, promisedIn)

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
  openSpotting,
  openBot,
  openAnalytics,
  openWidget,
  openPortal,
  openWelcome,
  openNoticePages,
]
