import { createHash } from 'node:crypto'
import { bakeText, importPast, type PastAuthor, type PastMessage } from '#conversations'
import { ensurePartitions, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById, claimIdentity, languageFor, recogniseContact } from '#people'
import { ownAccount } from '../own-account.ts'
import { checkPast } from './check-past.ts'
import type { PastConversation } from './past-conversation.ts'

/**
 * An operator who comes from another system brings along what was said there: lists, profiles, search and figures then tell
 * the truth about the time before. Nothing follows from it: no bot, no queue, no survey, no notice.
 * Errors: `invalid_input` (times that tell no story, unknown ids), `id_reused`.
 */
export async function importConversation(ctx: Context, past: PastConversation): Promise<{ reference: string }> {
  const brand = await brandById(ctx.db, past.brand)
  if (brand === null) throw notFound('brand')
  checkPast(past, ctx.clock.instant())
  const messages = await Promise.all(past.messages.map(bakeMessage))
  await ensureMonths(ctx, dateOf(past.messages[0]?.at ?? past.solvedAt))
  const { reference } = await ctx.transaction(async (tx) => {
    const lang = languageFor(brand, past.lang)
    return importPast(tx, {
      id: past.id,
      digest: createHash('sha256').update(JSON.stringify(past)).digest('base64url'),
      brand,
      account: await ownAccount(tx, brand.id, past.channel),
      channel: past.channel,
      contact: { id: await contactOf(tx, past, lang), name: past.contact.name?.trim() ?? '' },
      subject: past.subject ?? null,
      lang,
      startedWith: past.startedWith,
      messages,
      handedOver: past.handedOver === undefined ? null : { ...past.handedOver, at: dateOf(past.handedOver.at) },
      solvedAt: dateOf(past.solvedAt),
      labels: past.labels ?? [],
      disposition: past.disposition ?? null,
      rating: ratingOf(past.csat),
    })
  })
  return { reference }
}

const dateOf = (at: string): Date => new Date(Temporal.Instant.from(at).epochMilliseconds)

const bakeMessage = async (message: PastConversation['messages'][number]): Promise<PastMessage> => ({
  id: message.id,
  at: dateOf(message.at),
  by: authorOf(message.by),
  baked: await bakeText(message.text),
  isNote: message.note ?? false,
  acknowledgement: message.acknowledgement ?? false,
})

const authorOf = (by: PastConversation['messages'][number]['by']): PastAuthor =>
  by.kind === 'agent' ? { kind: 'agent', id: by.id ?? null, name: by.name } : by

/** What an address or number from another system proves was proven there: it is claimed, not verified. */
async function contactOf(tx: Tx, { brand, contact }: PastConversation, lang: string): Promise<ContactId> {
  const known = { brand, channel: 'import', handle: contact.handle, name: contact.name ?? '', lang }
  const { contactId } = await recogniseContact(tx, known)
  const claims = { email: contact.email, phone: contact.phone }
  for (const [channel, handle] of Object.entries(claims)) {
    if (handle !== undefined && handle.trim() !== '') await claimIdentity(tx, { brand, contactId, channel, handle })
  }
  return contactId
}

const ratingOf = (csat: PastConversation['csat']) =>
  csat === undefined
    ? null
    : {
        askedAt: dateOf(csat.askedAt),
        score: csat.score,
        answeredAt: csat.answeredAt === undefined ? null : dateOf(csat.answeredAt),
      }

/** The log's month of that time: past months have partitions only when somebody brings them along. */
async function ensureMonths(ctx: Context, since: Date): Promise<void> {
  const instant = Temporal.Instant.fromEpochMilliseconds(since.getTime())
  await ensurePartitions(ctx.database, { now: () => since, instant: () => instant })
}
