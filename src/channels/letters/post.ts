import { enqueue } from '#kernel/jobs'
import type { Post } from '#kernel/registry'
import { reaches } from './reaches.ts'

/** Modules beside us know no mailbox: what they write to a contact is brought there from here. */
export const postOffice: Post = {
  reaches,
  send: (tx, { conversation: conversationId, kind, id }) =>
    enqueue(tx, 'channels.send-letter', { conversationId, kind, id }, { key: id, lane: `out:${conversationId}` }),
}
