import { buffer } from 'node:stream/consumers'
import { openAnalytics } from '#analytics'
import { openBot } from '#bot'
import { complaintsWith, openCases, spotPromisesWith } from '#cases'
import { openChannels } from '#channels'
import { openCoaching } from '#coaching'
import { conversationFor, openAttachment, openConversations, saidIn, sendReply } from '#conversations'
import type { OpenModule } from '#kernel/registry'
import { openKnowledge } from '#knowledge'
import { openNotices } from '#notices'
import { openPeople } from '#people'
import { openProofs } from '#proofs'
import { openRouting } from '#routing'
import { openSecureForms } from '#secure-forms'
import { closedDays, openSla } from '#sla'
import { openNoticePages, openPortal, openWelcome, openWidget, promisedIn } from '#surfaces'
import { openVoice } from '#voice'

/** A bot's words are read as an advisor's are while they write. */
const openSpotting: OpenModule = (app) => spotPromisesWith(app, promisedIn)

/** Complaints speak, are read back and count days as everybody does. */
export const openComplaining: OpenModule = (app) =>
  complaintsWith(app, {
    send: async (ctx, { conversation, id, text }) => {
      const row = await conversationFor(ctx.actor, conversation, ctx.db)
      return sendReply(ctx, { conversationId: conversation, id, text, seenSeq: row.last_contact_seq })
    },
    said: saidIn,
    attachment: async (ctx, id) => buffer(await ctx.app.blobs.read((await openAttachment(ctx, id)).key)),
    closedDays: (db, brand) => closedDays(db, brand, app.clock.now()),
  })

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
  openProofs,
  openSecureForms,
  openSpotting,
  openComplaining,
  openBot,
  openAnalytics,
  openCoaching,
  openWidget,
  openPortal,
  openWelcome,
  openNoticePages,
]
