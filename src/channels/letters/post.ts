import { enqueue } from '#kernel/jobs'
import type { App, Post } from '#kernel/registry'
import { answersByMail } from '../continue/mailbox-of.ts'
import { isSuppressed } from '../suppress/suppress.ts'
import { leavesAt } from './leaves-at.ts'
import { reaches } from './reaches.ts'

/** Modules beside us know no mailbox: what they write to a contact is brought there from here. */
export const postOffice = (app: App): Post => ({
  reaches,
  canWriteTo: async (db, brand, address) =>
    (await answersByMail(db, brand)) && !(await isSuppressed(db, brand, 'email', address)),
  leavesAt: (tx, conversation) => leavesAt(app, tx, conversation),
  send: (tx, { conversation: conversationId, kind, id }) =>
    enqueue(tx, 'channels.send-letter', { conversationId, kind, id }, { key: id, lane: `out:${conversationId}` }),
})
