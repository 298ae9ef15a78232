import type { Input, Operation, Operations, RouteShape, VerbSpec } from '#kernel/http'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { approvalOperations } from './approval/routes.ts'
import { ATTACHMENT_MAX_BYTES, sendAttachment, uploadAttachment } from './attachments.ts'
import { conversationAttributes, setConversationAttribute } from './attributes/of-conversation.ts'
import type { conversationsApi } from './contract.ts'
import { conversationFor } from './conversation-for.ts'
import { countViews } from './count-views.ts'
import { dispositionOperations } from './dispositions/routes.ts'
import { saveDraft } from './drafts/save-draft.ts'
import { shareDraft, shareNoMore } from './drafts/share-draft.ts'
import { followConversation } from './followers/follow-conversation.ts'
import { labelOperations } from './labels/routes.ts'
import { cancelLater, sendLater } from './later/schedule.ts'
import { listInbox } from './list-inbox.ts'
import { listMessages } from './list-messages.ts'
import type { Row } from './lock-row.ts'
import { markRead } from './mark-read.ts'
import { markUnread } from './mark-unread.ts'
import { mayDo } from './may-do.ts'
import { listMergeable } from './merge/candidates.ts'
import { mergeConversations } from './merge/merge.ts'
import { unmergeConversations } from './merge/unmerge.ts'
import { openConversation } from './open-conversation.ts'
import { listPanels, loadPanel } from './panels.ts'
import { presentMessage, presentRow } from './present-one.ts'
import { redactOperations } from './redact/routes.ts'
import { reopen } from './reopen.ts'
import { searchAll } from './search.ts'
import { sendReply } from './send-reply.ts'
import { setPriority } from './set-priority.ts'
import { snooze, unsnooze } from './snooze.ts'
import { solve } from './solve.ts'
import { markSpam } from './spam/mark-spam.ts'
import { notSpam } from './spam/not-spam.ts'
import { splitConversation } from './split/split.ts'
import { unsplitConversation } from './split/unsplit.ts'
import { translationOperations } from './translation/routes.ts'
import { waitForCustomer } from './wait-for-customer.ts'
import { withdrawReply } from './withdraw-reply.ts'
import { writeNote } from './write-note.ts'

type Api = typeof conversationsApi

const staff = { realm: 'staff', scope: 'rows' } as const
const reading = { ...staff, permission: 'conversation.read' } as const
const working = { ...staff, permission: 'conversation.work' } as const

/** A verb on one conversation that answers its row. */
const onRow = <R extends RouteShape>(
  verb: Omit<VerbSpec, 'on'>,
  run: (ctx: Context, input: Input<R>) => Promise<Row>,
  permission: 'conversation.work' | 'conversation.reply' = 'conversation.work',
) => ({
  ...staff,
  permission,
  verb: { ...verb, on: 'conversation' as const },
  run: async (ctx: Context, input: Input<R>) => presentRow(ctx.db, (await run(ctx, input)).conversation_id),
})
const natural = (name: string, undo?: string) => ({
  name,
  idempotency: 'natural' as const,
  ...(undo === undefined ? {} : { undo }),
})

type At<K extends keyof Api> = Api[K]

export const conversationOperations: Operations<Api> = {
  'GET /api/v1/inbox': { ...reading, run: (ctx, { query }) => listInbox(ctx, query) },
  'GET /api/v1/inbox/counts': { ...reading, run: (ctx) => countViews(ctx) },
  'GET /api/v1/conversations/:id': {
    ...reading,
    run: (ctx, { params, query }) => openConversation(ctx, params.id, query.lang),
  },
  'GET /api/v1/conversations/:id/may': {
    ...reading,
    run: async (ctx, { params }) => mayDo(ctx, await conversationFor(ctx.actor, params.id, ctx.db)),
  },
  'GET /api/v1/conversations/:id/messages': {
    ...reading,
    run: (ctx, { params, query }) => listMessages(ctx, params.id, query),
  },
  'POST /api/v1/conversations/:id/messages': {
    ...staff,
    permission: 'conversation.reply',
    verb: { name: 'conversation.reply', idempotency: 'id', undo: 'conversation.withdraw-reply', on: 'conversation' },
    run: async (ctx, { params, body }) => {
      await sendReply(ctx, { conversationId: params.id, ...body })
      return presentMessage(ctx.db, params.id, body.id)
    },
  },
  'DELETE /api/v1/conversations/:id/messages/:message': {
    ...staff,
    permission: 'conversation.reply',
    verb: natural('conversation.withdraw-reply'),
    run: async (ctx, { params }) => {
      await withdrawReply(ctx, params.id, params.message)
      return presentMessage(ctx.db, params.id, params.message)
    },
  },
  'POST /api/v1/conversations/:id/notes': {
    ...staff,
    permission: 'conversation.note',
    verb: { name: 'conversation.note', idempotency: 'id', on: 'conversation' },
    run: async (ctx, { params, body }) => {
      await writeNote(ctx, { conversationId: params.id, ...body })
      return presentMessage(ctx.db, params.id, body.id)
    },
  },
  'PUT /api/v1/conversations/:id/followed': {
    ...reading,
    verb: natural('conversation.follow', 'conversation.unfollow'),
    run: (ctx, { params }) => followConversation(ctx, params.id, true),
  },
  'DELETE /api/v1/conversations/:id/followed': {
    ...reading,
    verb: natural('conversation.unfollow', 'conversation.follow'),
    run: (ctx, { params }) => followConversation(ctx, params.id, false),
  },
  'PUT /api/v1/conversations/:id/snooze': onRow<At<'PUT /api/v1/conversations/:id/snooze'>>(
    natural('conversation.snooze', 'conversation.unsnooze'),
    (ctx, { params, body }) => snooze(ctx, params.id, new Date(body.until)),
  ),
  'DELETE /api/v1/conversations/:id/snooze': onRow(natural('conversation.unsnooze'), (ctx, { params }) =>
    unsnooze(ctx, idOf(params)),
  ),
  'PUT /api/v1/conversations/:id/spam': onRow(
    natural('conversation.spam', 'conversation.not-spam'),
    (ctx, { params }) => markSpam(ctx, idOf(params)),
  ),
  'DELETE /api/v1/conversations/:id/spam': onRow(
    natural('conversation.not-spam', 'conversation.spam'),
    (ctx, { params }) => notSpam(ctx, idOf(params)),
  ),
  'PUT /api/v1/conversations/:id/pending': onRow(
    natural('conversation.wait', 'conversation.reopen'),
    (ctx, { params }) => waitForCustomer(ctx, idOf(params)),
  ),
  'DELETE /api/v1/conversations/:id/pending': onRow(natural('conversation.unwait'), (ctx, { params }) =>
    reopen(ctx, idOf(params)),
  ),
  'PUT /api/v1/conversations/:id/solution': onRow<At<'PUT /api/v1/conversations/:id/solution'>>(
    natural('conversation.solve', 'conversation.reopen'),
    (ctx, { params, body }) => solve(ctx, params.id, body.disposition),
  ),
  'DELETE /api/v1/conversations/:id/solution': onRow(natural('conversation.reopen'), (ctx, { params }) =>
    reopen(ctx, idOf(params)),
  ),
  'PUT /api/v1/conversations/:id/priority': onRow<At<'PUT /api/v1/conversations/:id/priority'>>(
    natural('conversation.set-priority'),
    (ctx, { params, body }) => setPriority(ctx, params.id, body),
  ),
  'GET /api/v1/conversations/:id/attributes': {
    ...reading,
    run: (ctx, { params }) => conversationAttributes(ctx, params.id),
  },
  'PUT /api/v1/conversations/:id/attributes/:attribute': {
    permission: 'conversation.work',
    scope: 'rows',
    realm: 'staff',
    verb: natural('conversation.set-attribute'),
    run: (ctx, { params, body }) => setConversationAttribute(ctx, { ...params, ...body }),
  },
  'PUT /api/v1/conversations/:id/scheduled/:message': onRow<At<'PUT /api/v1/conversations/:id/scheduled/:message'>>(
    natural('conversation.send-later', 'conversation.cancel-later'),
    (ctx, { params, body }) => sendLater(ctx, { conversationId: params.id, id: params.message, ...body }),
    'conversation.reply',
  ),
  'DELETE /api/v1/conversations/:id/scheduled/:message': onRow<
    At<'DELETE /api/v1/conversations/:id/scheduled/:message'>
  >(
    natural('conversation.cancel-later'),
    (ctx, { params }) => cancelLater(ctx, params.id, params.message),
    'conversation.reply',
  ),
  'GET /api/v1/conversations/:id/mergeable': { ...working, run: (ctx, { params }) => listMergeable(ctx, params.id) },
  'PUT /api/v1/conversations/:id/merged/:other': onRow<At<'PUT /api/v1/conversations/:id/merged/:other'>>(
    natural('conversation.merge', 'conversation.unmerge'),
    (ctx, { params }) => mergeConversations(ctx, params.id, params.other),
  ),
  'DELETE /api/v1/conversations/:id/merged/:other': onRow<At<'DELETE /api/v1/conversations/:id/merged/:other'>>(
    natural('conversation.unmerge', 'conversation.merge'),
    (ctx, { params }) => unmergeConversations(ctx, params.id, params.other),
  ),
  'PUT /api/v1/conversations/:id/splits/:split': onRow<At<'PUT /api/v1/conversations/:id/splits/:split'>>(
    natural('conversation.split', 'conversation.unsplit'),
    (ctx, { params, body }) => splitConversation(ctx, { ...params, from: body.message }),
  ),
  'DELETE /api/v1/conversations/:id/splits/:split': onRow<At<'DELETE /api/v1/conversations/:id/splits/:split'>>(
    natural('conversation.unsplit', 'conversation.split'),
    (ctx, { params }) => unsplitConversation(ctx, params.id, params.split),
  ),
  'PUT /api/v1/conversations/:id/drafts/:kind': {
    ...reading,
    run: async (ctx, { params, body }) => void (await saveDraft(ctx, params.id, params.kind, body)),
  },
  'PUT /api/v1/conversations/:id/drafts/reply/sharing': onRow(
    natural('conversation.share-draft', 'conversation.unshare-draft'),
    (ctx, { params }) => shareDraft(ctx, idOf(params)),
    'conversation.reply',
  ),
  'DELETE /api/v1/conversations/:id/drafts/reply/sharing': onRow(
    natural('conversation.unshare-draft', 'conversation.share-draft'),
    (ctx, { params }) => shareNoMore(ctx, idOf(params)),
    'conversation.reply',
  ),
  'PUT /api/v1/conversations/:id/read': {
    ...reading,
    run: async (ctx, { params, body }) => void (await markRead(ctx, params.id, body.seq)),
  },
  'PUT /api/v1/conversations/:id/unread': {
    ...reading,
    run: async (ctx, { params, body }) => void (await markUnread(ctx, params.id, body.seq)),
  },
  'GET /api/v1/conversations/:id/panels': { ...reading, run: (ctx, { params }) => listPanels(ctx, params.id) },
  'GET /api/v1/conversations/:id/panels/:panel': {
    ...reading,
    run: (ctx, { params }) => loadPanel(ctx, params.id, params.panel),
  } satisfies Operation<At<'GET /api/v1/conversations/:id/panels/:panel'>>,
  'POST /api/v1/uploads': {
    realm: 'staff',
    scope: 'in-brand',
    permission: 'conversation.reply',
    upload: { maxBytes: ATTACHMENT_MAX_BYTES },
    run: uploadAttachment,
  },
  'GET /api/v1/attachments/:id': {
    realm: 'any',
    scope: 'self',
    permission: null,
    run: (ctx, { params, query }) => sendAttachment(ctx, params.id, query.download),
  },
  ...labelOperations,
  ...approvalOperations,
  ...translationOperations,
  ...dispositionOperations,
  ...redactOperations,
  'GET /api/v1/search': {
    realm: 'staff',
    scope: 'rows',
    permission: 'conversation.read',
    run: (ctx, { query }) => searchAll(ctx, query),
  },
}

const idOf = (params: unknown): ConversationId => (params as { id: ConversationId }).id
