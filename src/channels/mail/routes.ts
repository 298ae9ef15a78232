import { writeToSide } from '#conversations'
import type { Operations } from '#kernel/http'
import type { mailApi } from './contract.ts'
import { foldedOf } from './show/folded-of.ts'
import { mailDesk } from './show/mail-desk.ts'
import { sendRaw, showRaw } from './show/raw-mail.ts'
import { sendPage } from './show/send-page.ts'
import { sendPicture } from './show/send-picture.ts'
import { askOutsider } from './side/ask-outsider.ts'
import { beginMail } from './write/begin-mail.ts'

const staff = { realm: 'staff', scope: 'rows' } as const
const reading = { ...staff, permission: 'conversation.read' } as const
const writing = { ...staff, permission: 'conversation.reply' } as const

export const mailOperations: Operations<typeof mailApi> = {
  'GET /api/v1/conversations/:id/mail': { ...reading, run: (ctx, { params }) => mailDesk(ctx, params.id) },
  'GET /api/v1/conversations/:id/mail/:message': {
    ...reading,
    run: (ctx, { params }) => foldedOf(ctx, params.id, params.message),
  },
  'GET /api/v1/conversations/:id/mail/:message/page': {
    ...reading,
    run: (ctx, { params, query }) => sendPage(ctx, params.id, params.message, query.pictures === true),
  },
  'GET /api/v1/mail-pictures': {
    permission: null,
    realm: 'any',
    scope: { public: 'whoever holds the sealed link was shown the mail within the hour' },
    rate: 600,
    run: (ctx, { query }) => sendPicture(ctx, query.link),
  },
  'GET /api/v1/conversations/:id/mail/:message/raw': {
    ...staff,
    permission: 'mail.raw',
    run: (ctx, { params }) => showRaw(ctx, params.id, params.message),
  },
  'GET /api/v1/conversations/:id/mail/:message/eml': {
    ...staff,
    permission: 'mail.raw',
    run: (ctx, { params }) => sendRaw(ctx, params.id, params.message),
  },
  'POST /api/v1/contacts/:id/mails': {
    ...writing,
    verb: { name: 'mail.begin', idempotency: 'id' },
    run: async (ctx, { params, body }) => void (await beginMail(ctx, params.id, body)),
  },
  'POST /api/v1/conversations/:id/sides': {
    ...writing,
    verb: { name: 'side.open', idempotency: 'id' },
    run: async (ctx, { params, body }) => void (await askOutsider(ctx, params.id, body)),
  },
  'POST /api/v1/conversations/:id/sides/:side/messages': {
    ...writing,
    verb: { name: 'side.write', idempotency: 'id' },
    run: async (ctx, { params, body }) =>
      void (await writeToSide(ctx, { conversationId: params.id, sideId: params.side, ...body })),
  },
}
