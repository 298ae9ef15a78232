import type { App } from '#kernel/registry'
import { proposalKind } from './approval/live.ts'
import { attributeList } from './attributes/list.ts'
import { conversationChronicle } from './chronicle.ts'
import { conversationsApi } from './contract.ts'
import { solvingSetting } from './dispositions/setting.ts'
import { foldCounts } from './fold-counts.ts'
import { followMerges, followRenames, forgetOldStates } from './follow.ts'
import { followersMove } from './followers/follow-merge.ts'
import { followedKind } from './followers/live.ts'
import { tellFollowers, toldOf } from './followers/tell-followers.ts'
import { sendDue } from './later/send-due.ts'
import { messageKind, readKind, rowKind } from './live.ts'
import { followWork } from './merge/carry.ts'
import { followPeople } from './merge/unmerge.ts'
import { personalTables } from './personal.ts'
import { releaseSilent } from './release-silent.ts'
import { conversationOperations } from './routes.ts'
import { conversationSearch } from './search.ts'
import { wake } from './snooze.ts'
import { followSender } from './spam/follow-sender.ts'
import { followContacts, followMoves } from './stamp-contacts.ts'

/** Conversations: what was said, by whom, who holds it now. */
export function openConversations(app: App): void {
  app.permission('conversation.read', 'See conversations and their history')
  app.permission('conversation.reply', 'Answer customers')
  app.permission('conversation.note', 'Write internal notes')
  app.permission('conversation.work', 'Solve, snooze, label and prioritise')
  app.permission('conversation.assign', 'Assign and transfer')
  app.permission('conversation.redact', 'Take words, parts of pictures and files out of messages for good')
  app.permission('conversation.approve', 'Approve what trainees write, and say who is one')
  app.permission('label.manage', 'Define labels and dispositions')
  app.setting(solvingSetting)
  app.routes(conversationsApi, conversationOperations)

  app.live(rowKind)
  app.live(messageKind)
  app.live(readKind)
  app.live(followedKind)
  app.live(proposalKind)
  app.notice({ kind: 'follow', text: 'notice.follow' })
  app.notice({ kind: 'approval', text: 'notice.approval' })
  app.onMany(toldOf, 'conversations.tell-followers', tellFollowers)
  app.on('conversation.merged', 'conversations.followers-move', followersMove)
  app.searchable(conversationSearch)
  for (const table of personalTables) app.personal(table)
  app.rowList(attributeList)
  app.chronicle(conversationChronicle)
  openTimeline(app)

  app.work('conversations.wake', wake)
  app.work('conversations.send-later', sendDue)
  app.every(5, 'conversations.release-silent', releaseSilent)
  app.every(10, 'conversations.fold-counts', foldCounts)
  app.on('conversation.started', 'conversations.spam-by-sender', followSender)
  app.on('message.received', 'conversations.forget-old-states', forgetOldStates)
  app.on('contact.renamed', 'conversations.follow-renames', followRenames)
  app.on('contact.merged', 'conversations.follow-merges', followMerges)
  app.on('contact.unmerged', 'conversations.follow-merges', followMerges)
  for (const event of ['conversation.handed', 'conversation.solved', 'conversation.reopened'] as const)
    app.on(event, 'conversations.follow-work', followWork)
  app.on('contact.unmerged', 'conversations.follow-people', followPeople)
  for (const event of ['conversation.handed', 'conversation.changed', 'conversation.imported'] as const)
    app.on(event, 'conversations.stamp-contacts', followMoves)
  for (const event of ['contact.merged', 'contact.unmerged'] as const)
    app.on(event, 'conversations.stamp-contacts', followContacts)

  app.fact({ event: 'message.received', fields: { seq: 'number', holder: 'code', wasStatus: 'code' } })
  app.fact({ event: 'reply.sent', fields: { seq: 'number', author: 'code', next: 'code', acknowledgement: 'boolean' } })
  app.fact({ event: 'conversation.solved', fields: { dispositionId: 'id' } })
  app.fact({
    event: 'conversation.handed',
    fields: { from: 'code', to: 'code', reason: 'code', queueId: 'id', agentId: 'id' },
  })
}

function openTimeline(app: App): void {
  const lines = {
    'conversation.started': 'start',
    'conversation.handed': 'hand',
    'conversation.snoozed': 'snooze',
    'conversation.unsnoozed': 'snooze',
    'conversation.pended': 'wait',
    'conversation.reopened': 'reopen',
    'conversation.solved': 'solve',
    'conversation.closed': 'close',
    'conversation.spammed': 'spam',
    'conversation.unspammed': 'undo',
    'conversation.merged': 'merge',
    'conversation.unmerged': 'undo',
    'conversation.split': 'split',
    'conversation.split-off': 'split',
    'conversation.unsplit': 'undo',
    'priority.set': 'priority',
    'conversation.attribute-set': 'pencil',
    'label.added': 'label',
    'label.removed': 'label',
    'reply.withdrawn': 'undo',
    'reply.approved': 'check',
    'message.redacted': 'pen',
  } as const
  for (const [event, icon] of Object.entries(lines)) {
    app.line(event as keyof typeof lines, { text: `line.${event}`, icon, permission: 'conversation.read' })
  }
}
