import { rowEvents } from '#conversations'
import type { App, LiveKind } from '#kernel/registry'
import type { ChatState } from '../contract.ts'
import { chatStates } from './chat-state.ts'

/** The state of the visitor's own conversation; staff follow the inbox row instead. */
export const chatKind = (app: App): LiveKind<ChatState> => ({
  kind: 'chat',
  permission: 'conversation.read',
  on: Object.fromEntries(
    [...rowEvents, 'conversation.seen' as const, 'way-back.given' as const].map((name) => [
      name,
      (event: { subject: string }) => event.subject,
    ]),
  ),
  only: 'watched-subject',
  visitor: (actor, event) => event.subject === actor.conversationId,
  present: async (db, ids, mask) => (mask === 'visitor' ? chatStates(db, app.clock, ids) : new Map()),
})
