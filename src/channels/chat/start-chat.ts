import { type BakedText, bakeText, startConversation, visitorMessage, visitorMessages } from '#conversations'
import { adoptVisitorToken, holdsVisitorToken } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { type Brand, claimIdentity, languageFor, recogniseContact } from '#people'
import { keepWayBack } from '../continue/way-back.ts'
import type { ChannelsApi } from '../contract.ts'
import { ownAccount } from '../own-account.ts'
import { brandFor } from './chat-brand.ts'
import { refuseOther } from './chat-messages.ts'
import { chatState } from './chat-state.ts'

type Route = ChannelsApi['POST /api/v1/chat/conversations']
type Body = Route['body']

/** A visitor's first message. Its answer is the acknowledgement: what was answered is on disk. The same request again gives the same answer. */
export async function startChat(ctx: Context, body: Body): Promise<Route['answer']> {
  const brand = await brandFor(ctx, body.brand)
  refusePreChatGaps(brand, body)
  const baked = await bakeText(body.message.text)
  if (baked.text === '') throw fault('/body/message/text', 'Write a message first.')
  if ((body.message.attachments ?? []).length > 0)
    throw fault('/body/message/attachments', 'Files can be sent once the conversation has begun.')
  await ctx.transaction((tx) => open(tx, brand, body, baked))
  ctx.database.ring()
  const first = await visitorMessage(ctx.database, body.id, body.message.id)
  if (first !== null) refuseOther(first, body.message)
  return { state: await chatState(ctx.db, ctx.clock, body.id), ...(await visitorMessages(ctx.db, body.id)) }
}

async function open(tx: Tx, brand: Brand, body: Body, baked: BakedText): Promise<void> {
  const lang = languageFor(brand, body.lang)
  const name = body.name ?? ''
  const { contactId } = await recogniseContact(tx, {
    brand: brand.id,
    channel: 'chat.web',
    handle: body.id,
    name,
    lang,
  })
  if (body.email !== undefined)
    await claimIdentity(tx, { brand: brand.id, contactId, channel: 'email', handle: body.email })
  const started = await startConversation(tx, {
    id: body.id,
    brand,
    account: await ownAccount(tx, brand.id, 'chat.web'),
    channel: 'chat.web',
    visibility: 'private',
    threadKey: body.id,
    contact: { id: contactId, name },
    lang,
    ...(body.page === undefined ? {} : { page: pathOf(body.page) }),
    message: { id: body.message.id, externalId: null, baked, at: tx.clock.now(), attachments: 0 },
  })
  if (started.created && body.email !== undefined) await keepWayBack(tx, body.id, body.email)
  const mine = started.created
    ? await adoptVisitorToken(tx, { brand: brand.id, contactId, conversationId: body.id }, body.token)
    : await holdsVisitorToken(tx, body.id, body.token)
  if (!mine)
    throw new Problem(
      'id_reused',
      'This conversation cannot be opened with that token. Start a new one; nothing was stored.',
    )
}

/** Queries and fragments may hold secrets of the page: only the path is kept. */
const pathOf = (page: string): string =>
  page
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .slice(0, 300)

function refusePreChatGaps(brand: Brand, body: Body): void {
  for (const field of brand.preChat) {
    if ((body[field] ?? '').trim() === '')
      throw fault(`/body/${field}`, 'The brand asks for this before the first message.')
  }
}

const fault = (pointer: string, detail: string) =>
  new Problem('invalid_input', detail, { faults: [{ pointer, detail }] })
