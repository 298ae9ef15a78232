import { linkToSend, noteArrived, type TransferOut, transferOut } from '#cases'
import { bakeText, conversationFor, handTo, reopen, solve, startConversation } from '#conversations'
import { system } from '#kernel/access'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type ContactId, type ConversationId, idFrom } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'
import {
  agentsByIds,
  type Brand,
  brandById,
  claimIdentity,
  forgetConversation,
  languageFor,
  recogniseContact,
} from '#people'
import { keepWayBack, neverAgain } from '../continue/way-back.ts'
import { ownAccount } from '../own-account.ts'
import { factsInWords } from './transfer-words.ts'

/** The customer agreed, or it came back: what follows from that in conversations is done apart from what was said. */
export const followTransfer = (
  tx: Tx,
  { name, subject }: StoredEvent<'transfer.agreed' | 'transfer.returned' | 'transfer.withdrawn'>,
): Promise<void> =>
  name === 'transfer.agreed'
    ? enqueue(tx, 'channels.start-transfer', { transferId: subject }, { key: subject })
    : enqueue(tx, 'channels.end-transfer', { transferId: subject }, { key: subject })

/** Whoever takes it has it, also when it went to the queue since. */
export async function giveToTaker(tx: Tx, { subject, by }: StoredEvent<'transfer.taken'>): Promise<void> {
  const found = await transferOut(tx, subject)
  if (found === null || found.arrivedAs === null || !by.startsWith('agent:')) return
  const taker = by.slice('agent:'.length)
  const agent = (await agentsByIds(tx, [taker])).get(taker)
  if (agent?.active !== true) return
  const to = { holder: 'agent', agent: { id: agent.id, publicName: agent.publicName } } as const
  await handTo(tx, system, found.arrivedAs, to, 'handed-over')
}

/** The conversation it becomes: always the same, so that it begins once. */
const conversationOf = (transfer: string): ConversationId => idFrom(`transfer ${transfer}`)

/** Begins a conversation of the sister brand with what was agreed to and nothing else, and gives it to the person who was named. */
export async function startTransfer(ctx: Context, { transferId }: { transferId: string }): Promise<void> {
  const found = await transferOut(ctx.db, transferId)
  const brand = found?.state === 'agreed' ? await brandById(ctx.db, found.toBrand) : null
  if (found === null || brand === null) return
  const from = (await brandById(ctx.db, found.brand))?.name ?? ''
  const lang = languageFor(brand, found.lang)
  const baked = await bakeText(factsInWords(lang, from, found.facts))
  await ctx.app.context(system).transaction((tx) => begin(tx, { found, brand, lang, baked }))
  await noteArrived(ctx, found.id, conversationOf(found.id))
  // The customer goes on there by its own page.
  await linkToSend(ctx, conversationOf(found.id))
}

interface Beginning {
  found: TransferOut
  brand: Brand
  lang: string
  baked: Awaited<ReturnType<typeof bakeText>>
}

async function begin(tx: Tx, { found, brand, lang, baked }: Beginning): Promise<void> {
  const id = conversationOf(found.id)
  const fact = (key: string): string => found.facts.find((one) => one.key === key)?.value ?? ''
  const known = { brand: brand.id, channel: 'form', handle: id, name: fact('name'), lang }
  const { contactId } = await recogniseContact(tx, known)
  if (fact('email') !== '')
    await claimIdentity(tx, { brand: brand.id, contactId, channel: 'email', handle: fact('email') })
  const begun = await startConversation(tx, {
    id,
    brand,
    account: await ownAccount(tx, brand.id, 'form'),
    channel: 'form',
    visibility: 'private',
    threadKey: id,
    contact: { id: contactId, name: fact('name') },
    subject: fact('about').slice(0, 120),
    lang,
    holder: 'queue',
    message: {
      id: idFrom(`transfer message ${found.id}`),
      externalId: null,
      baked,
      at: tx.clock.now(),
      attachments: 0,
    },
  })
  if (!begun.created) return
  if (fact('email') !== '') await keepWayBack(tx, id, fact('email'))
  await give(tx, found, id)
}

/** Somebody who is gone since leaves it with the queue: its time still runs. */
async function give(tx: Tx, { person, takeBy, id: transfer }: TransferOut, id: ConversationId): Promise<void> {
  const agent = (await agentsByIds(tx, [person])).get(person)
  if (agent?.active !== true) return
  const to = { holder: 'agent', agent: { id: agent.id, publicName: agent.publicName } } as const
  const row = await handTo(tx, system, id, to, 'handed-over')
  await tell(tx, {
    agent: person,
    kind: 'warning',
    about: { kind: 'conversation', id },
    where: { brand: row.brand_id, scopes: row.scopes },
    data: { code: 'transfer-arrived', since: takeBy.toISOString() },
    key: `transfer-arrived:${transfer}`,
  })
}

/** Nobody took it: what went is forgotten there, and here it goes on. */
export async function endTransfer(ctx: Context, { transferId }: { transferId: string }): Promise<void> {
  const found = await transferOut(ctx.db, transferId)
  if (found === null) return
  const own = await conversationFor(system, found.conversation, ctx.db)
  if (found.state === 'returned' && (own.status === 'solved' || own.status === 'pending' || own.status === 'snoozed'))
    await reopen(ctx, found.conversation)
  if (found.arrivedAs !== null) await forgetThere(ctx, found.arrivedAs)
}

async function forgetThere(ctx: Context, id: ConversationId): Promise<void> {
  const { status, contact_id: contact } = await conversationFor(system, id, ctx.db)
  if (status !== 'solved' && status !== 'closed') await solve(ctx.app.context(system), id, null)
  await ctx.transaction(async (tx) => {
    await forgetConversation(tx, ctx.app, { contact: contact as ContactId, conversation: id })
    await neverAgain(tx, id)
  })
}
