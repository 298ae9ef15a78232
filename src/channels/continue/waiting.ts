import { visitorSeenAt } from '#kernel/access'
import type { Db } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { continueSetting } from './setting.ts'
import { findTalk, type Talk, type Unread, unreadReplies } from './talk.ts'
import { wayBackOf } from './way-back.ts'
import { dueAt } from './when-due.ts'

/** Answers that nobody has read in the window, and where and when they go by mail instead. */
export interface Waiting {
  talk: Talk
  to: string
  /** Oldest first; at least one. */
  replies: readonly Unread[]
  /** When the visitor's window was last known to be open; null: it asked for nothing since it began. */
  seenAt: Date | null
  due: Date
}

/** Null: everything was read, the brand sends no such mails, or there is no address. */
export async function waitingIn(app: App, db: Db, id: ConversationId): Promise<Waiting | null> {
  const talk = await findTalk(db, id)
  const to = await wayBackOf(db, id)
  if (talk === null || to === null) return null
  const { on, afterSeconds } = await settingOf(app, continueSetting, talk.brand)
  const replies = on ? await unreadReplies(db, id) : []
  const [oldest] = replies
  if (oldest === undefined) return null
  const seenAt = await visitorSeenAt(db, id)
  return { talk, to, replies, seenAt, due: new Date(dueAt(talk, oldest, { afterSeconds, seenAt })) }
}
