import type { Operations } from '#kernel/http'
import { changeAccount, connectAccount, disconnectAccount } from './accounts/save-account.ts'
import { outsideChannels } from './adapters.ts'
import { chatAnswers, chatBrand } from './chat/chat-brand.ts'
import { askForPerson, openChat, readChat, writeChat } from './chat/chat-messages.ts'
import { forgetChat } from './chat/forget-chat.ts'
import { nameCase } from './chat/name-case.ts'
import { startChat } from './chat/start-chat.ts'
import { uploadToChat } from './chat/upload-to-chat.ts'
import { giveAddress } from './continue/give-address.ts'
import type { ChannelKind, channelsApi } from './contract.ts'
import { domainOperations } from './domains/routes.ts'
import { submitForm } from './form/submit-form.ts'
import { importConversation } from './import/import-conversation.ts'
import { listAccounts } from './list-accounts.ts'
import type { ChannelAdapter } from './port/adapter.ts'
import { liftSuppression } from './suppress/lift-suppression.ts'
import { listSuppressions } from './suppress/list-suppressions.ts'

const toAnyone = (why: string) => ({ permission: null, realm: 'any', scope: { public: why } }) as const
/** The visitor's own conversation, by the token they hold. */
const own = { permission: null, realm: 'visitor', scope: 'self' } as const

export const channelOperations: Operations<typeof channelsApi> = {
  'GET /api/v1/chat/brands/:slug': {
    ...toAnyone('what the widget shows before anybody writes'),
    etag: true,
    run: (ctx, { params, query }) => chatBrand(ctx, params.slug, query.lang),
  },
  'GET /api/v1/chat/brands/:slug/answers': {
    ...toAnyone('published articles'),
    run: (ctx, { params, query }) => chatAnswers(ctx, params.slug, query.q, query.lang),
  },
  'POST /api/v1/chat/conversations': {
    ...toAnyone('anybody may write to a brand'),
    rate: 20,
    verb: { name: 'chat.start', idempotency: 'id' },
    run: (ctx, { body }) => startChat(ctx, body),
  },
  'GET /api/v1/chat/conversation': { ...own, run: (ctx) => openChat(ctx) },
  'DELETE /api/v1/chat/conversation': {
    ...own,
    verb: { name: 'chat.forget', idempotency: 'natural' },
    run: (ctx) => forgetChat(ctx).then(() => undefined),
  },
  'POST /api/v1/chat/messages': {
    ...own,
    rate: 60,
    verb: { name: 'chat.write', idempotency: 'id' },
    run: (ctx, { body }) => writeChat(ctx, body),
  },
  'PUT /api/v1/chat/person': {
    ...own,
    verb: { name: 'chat.ask-for-person', idempotency: 'natural' },
    run: (ctx) => askForPerson(ctx),
  },
  'PUT /api/v1/chat/address': {
    ...own,
    rate: 10,
    verb: { name: 'chat.give-address', idempotency: 'natural' },
    run: (ctx, { body }) => giveAddress(ctx, body.email),
  },
  'PUT /api/v1/chat/case': {
    ...own,
    rate: 30,
    verb: { name: 'chat.name-case', idempotency: 'natural' },
    run: (ctx) => nameCase(ctx),
  },
  'PUT /api/v1/chat/read': { ...own, run: (ctx, { body }) => readChat(ctx, body.seq).then(() => undefined) },
  'POST /api/v1/chat/uploads': {
    ...own,
    rate: 20,
    upload: { maxBytes: 20_000_000 },
    run: (ctx, { query }) => uploadToChat(ctx, query.id),
  },
  'POST /api/v1/contact-forms': {
    ...toAnyone('anybody may write to a brand'),
    rate: 10,
    verb: { name: 'form.submit', idempotency: 'id' },
    run: (ctx, { body }) => submitForm(ctx, body),
  },
  'POST /api/v1/conversation-imports': {
    permission: 'conversations.import',
    realm: 'staff',
    scope: 'brand',
    rate: 6000,
    bodyLimit: 4_000_000,
    verb: { name: 'conversation.import', idempotency: 'id' },
    run: async (ctx, { body }) => ({ id: body.id, ...(await importConversation(ctx, body)) }),
  },
  'GET /api/v1/channels': {
    permission: 'account.read',
    realm: 'staff',
    scope: { public: 'the same for every brand: what this program can connect' },
    run: async () => ({ items: outsideChannels().map(presentKind) }),
  },
  'GET /api/v1/accounts': {
    permission: 'account.read',
    realm: 'staff',
    scope: 'rows',
    run: (ctx) => listAccounts(ctx),
  },
  'POST /api/v1/accounts': {
    permission: 'account.manage',
    realm: 'staff',
    scope: 'brand',
    verb: { name: 'account.connect', idempotency: 'id' },
    run: (ctx, { body }) => connectAccount(ctx, body).then(() => undefined),
  },
  'PUT /api/v1/accounts/:id': {
    permission: 'account.manage',
    realm: 'staff',
    scope: 'rows',
    verb: { name: 'account.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changeAccount(ctx, params.id, body).then(() => undefined),
  },
  'DELETE /api/v1/accounts/:id': {
    permission: 'account.manage',
    realm: 'staff',
    scope: 'rows',
    verb: { name: 'account.disconnect', idempotency: 'natural' },
    run: (ctx, { params }) => disconnectAccount(ctx, params.id).then(() => undefined),
  },
  'GET /api/v1/accounts/:id/suppressions': {
    permission: 'account.manage',
    realm: 'staff',
    scope: 'rows',
    run: (ctx, { params }) => listSuppressions(ctx, params.id),
  },
  'DELETE /api/v1/accounts/:id/suppressions/:contact': {
    permission: 'account.manage',
    realm: 'staff',
    scope: 'rows',
    verb: { name: 'address.restore', idempotency: 'natural' },
    run: (ctx, { params }) => liftSuppression(ctx, params.id, params.contact).then(() => undefined),
  },
  ...domainOperations,
}

const presentKind = ({ channel, capabilities, settings, secrets }: ChannelAdapter): ChannelKind => ({
  channel,
  ingest: [...capabilities.ingest],
  receipts: [...capabilities.receipts],
  settings,
  secrets: [...secrets],
})
