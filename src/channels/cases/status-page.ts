import { answerTransfer, caseByToken, hashOfCaseLink, joinInto, type LinkedCase, noteCallAsked } from '#cases'
import { bakeText, conversationFor, receiveMessage, solve, startConversation } from '#conversations'
import { system } from '#kernel/access'
import { Problem } from '#kernel/errors'
import { type ConversationId, idFrom, type MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById, contactNames } from '#people'
import { asContact } from '../as-contact.ts'
import { ownAccount } from '../own-account.ts'

/** The case that a link opens; null when nothing has it any more. */
export const linkedCase = async (ctx: Context, token: string): Promise<LinkedCase | null> =>
  /^[\w-]{32}$/.test(token) ? caseByToken(ctx, hashOfCaseLink(token)) : null

/**
 * What the contact wrote on the page is a message of the conversation it goes on in, and opens it again when it was solved.
 * When all of them are closed a new one begins, and is of the same case. The same id again changes nothing.
 */
export async function addToCase(
  ctx: Context,
  linked: LinkedCase,
  written: { id: MessageId; text: string; call: boolean },
): Promise<void> {
  const conversation = await writeIn(ctx, linked, written)
  if (written.call) await noteCallAsked(ctx, linked, { conversation, message: written.id })
}

async function writeIn(
  ctx: Context,
  linked: LinkedCase,
  written: { id: MessageId; text: string },
): Promise<ConversationId> {
  const [first] = linked.conversations
  const row = first === undefined ? null : await conversationFor(system, first, ctx.db)
  if (row === null || row.status === 'closed') return startIn(ctx, linked, written)
  const isWindow = row.channel === 'form' || row.channel === 'chat.web'
  const account = await ctx.transaction((tx) =>
    ownAccount(tx, linked.brand, row.channel === 'chat.web' ? 'chat.web' : 'form'),
  )
  await receiveMessage(asContact(ctx, linked.contact, linked.brand, row.conversation_id), {
    conversationId: row.conversation_id,
    messageId: written.id,
    account,
    externalId: null,
    contactId: linked.contact,
    text: written.text,
    lang: null,
    at: ctx.clock.now(),
    ...(isWindow ? {} : { channel: 'form' }),
  })
  return row.conversation_id
}

/** Its own id follows from the message's, so that a form sent twice begins one conversation. */
async function startIn(
  ctx: Context,
  linked: LinkedCase,
  { id, text }: { id: MessageId; text: string },
): Promise<ConversationId> {
  const [brand, baked] = [await brandById(ctx.db, linked.brand), await bakeText(text)]
  if (brand === null) throw new Problem('not_found', 'This brand is not there any more.')
  const conversation: ConversationId = idFrom(`case page ${id}`)
  const names = await contactNames(ctx.db, [linked.contact])
  await asContact(ctx, linked.contact, linked.brand, conversation).transaction(async (tx) => {
    await startConversation(tx, {
      id: conversation,
      brand,
      account: await ownAccount(tx, brand.id, 'form'),
      channel: 'form',
      visibility: 'private',
      threadKey: conversation,
      contact: { id: linked.contact, name: names.get(linked.contact) ?? '' },
      lang: linked.lang,
      holder: 'queue',
      message: { id, externalId: null, baked, at: tx.clock.now(), attachments: 0 },
    })
    await joinInto(tx, ctx.app, system, { conversation, case: linked.id, how: 'self' })
  })
  return conversation
}

/** The contact says whether it may go to a sister brand. False: it was taken back, or its time has passed. */
export const answerCaseTransfer = (ctx: Context, linked: LinkedCase, answer: { id: string; yes: boolean }) =>
  answerTransfer(asContact(ctx, linked.contact, linked.brand, linked.conversations[0]), linked, answer)

/** The contact says that it is settled: each conversation of theirs is solved. */
export async function sayCaseSolved(ctx: Context, linked: LinkedCase): Promise<void> {
  for (const id of linked.conversations) {
    const { status } = await conversationFor(system, id, ctx.db)
    if (status === 'solved' || status === 'closed') continue
    await solve(asContact(ctx, linked.contact, linked.brand, id), id, null)
  }
}
