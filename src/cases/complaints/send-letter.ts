import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById, contactNames } from '#people'
import { type Talk, talksOf } from '../talks.ts'
import { complaintFact, complaintFor, type HeldComplaint, lockComplaint } from './complaint.ts'
import type { Complaint } from './contract.ts'
import { letterText } from './letter.ts'
import { neighboursOf } from './neighbours.ts'
import type { LetterKind, Pack } from './pack.ts'
import { letterLang, packBy } from './packs.ts'
import { decisions, lettersOf, presentComplaint } from './present.ts'
import { settleComplaint } from './settle.ts'

interface NewLetter {
  id: MessageId
  kind: LetterKind
  text: string
}

/** Nothing but a person says no for good: the law forbids that a program does. */
const byPerson: ReadonlySet<LetterKind> = new Set(['refused', 'deadlock'])

/** The letter goes to the customer as a message of whoever sends it; what it says of the complaint holds from then on. */
export async function sendLetter(ctx: Context, id: string, letter: NewLetter): Promise<Complaint> {
  const complaint = await complaintFor(ctx.actor, id, ctx.db, 'complaint.manage')
  refuseProgram(ctx, letter.kind)
  const known = (await lettersOf(ctx.db, [id])).find(({ message_id }) => message_id === letter.id)
  if (known === undefined) refuseUnfit(complaint, letter)
  await sayLetter(ctx, complaint, letter)
  return presentComplaint(ctx.db, await complaintFor(ctx.actor, id, ctx.db, 'complaint.manage'), ctx.clock.now())
}

export function refuseProgram({ actor }: Context, kind: LetterKind): void {
  if (byPerson.has(kind) && actor.kind !== 'agent')
    throw new Problem(
      'not_allowed',
      'A complaint is refused for good by a person only. Leave it to an advisor, signed in as themselves; nothing was sent.',
    )
}

function refuseUnfit({ withdrawn_at: withdrawn }: HeldComplaint, { kind, text }: NewLetter): void {
  if (withdrawn !== null)
    throw new Problem('too_late', 'This is no complaint any more. Take that back first; nothing was sent.')
  if ((decisions.has(kind) || kind === 'deadlock') && text.includes('…'))
    throw new Problem(
      'unprocessable',
      'The letter does not say yet what was decided: write it in the place of “…”. Nothing was sent.',
    )
}

/** Sent first, then written down; both may be tried again. */
export async function sayLetter(ctx: Context, complaint: HeldComplaint, letter: NewLetter): Promise<void> {
  const by = await wayOf(ctx, complaint)
  await neighboursOf(ctx.app).send(ctx, { conversation: by.conversation, id: letter.id, text: letter.text })
  await ctx.transaction(async (tx) => {
    const locked = await lockComplaint(tx, ctx.actor, complaint.id)
    const { rows } = await sql`
      insert into cases.complaint_letter (message_id, complaint_id, conversation_id, kind, durable, sent_by, sent_at)
      values (${letter.id}, ${complaint.id}, ${by.conversation}, ${letter.kind}, ${by.durable}, ${tx.by}, ${tx.clock.now()})
      on conflict (message_id) do nothing returning message_id`.execute(tx)
    if (rows.length === 0) return
    await settleComplaint(tx, locked)
    await publish(tx, 'complaint.lettered', {
      ...complaintFact(locked),
      data: { conversationId: locked.conversation_id, kind: letter.kind, durable: by.durable },
    })
  })
}

/** Where letters go: the newest conversation of the case with its contact that is on a durable medium, else the complaint's own. */
export async function wayOf(
  ctx: Context,
  complaint: Pick<HeldComplaint, 'matter' | 'conversation_id' | 'contact_id' | 'pack'>,
): Promise<{ conversation: ConversationId; durable: boolean }> {
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from cases.matter_conversation where matter_id = ${complaint.matter}`.execute(ctx.db)
  const talks = await talksOf(
    ctx.app,
    ctx.db,
    rows.map(({ id }) => id),
  )
  const pack = packBy(complaint.pack)
  const fitting = [...talks.values()]
    .filter((talk) => talk.contact.id === complaint.contact_id && talk.status !== 'closed' && isDurable(pack, talk))
    .sort((one, other) => other.lastAt.localeCompare(one.lastAt))
  const best = fitting.find(({ id }) => id === complaint.conversation_id) ?? fitting[0]
  return { conversation: best?.id ?? complaint.conversation_id, durable: best !== undefined }
}

/** On a medium that the customer keeps, and that nobody else reads. */
const isDurable = (pack: Pack | undefined, { channel, visibility }: Talk): boolean =>
  visibility === 'private' && pack?.durable.some((medium) => medium === channel.split('.', 1)[0]) === true

/** A letter as the pack writes it, in the customer's language. */
export async function textOf(ctx: Context, complaint: HeldComplaint, kind: LetterKind): Promise<string> {
  const pack = packBy(complaint.pack)
  if (pack === undefined) throw new Problem('unprocessable', 'The pack of this complaint is not there any more.')
  const brand = await brandById(ctx.db, complaint.brand_id)
  const names = await contactNames(ctx.db, [complaint.contact_id])
  return letterText({
    ...{ complaint, pack, kind, name: names.get(complaint.contact_id) ?? '', brand: brand?.name ?? '' },
    timeZone: brand?.hours.timeZone ?? 'UTC',
  })
}

export async function proposeLetter(ctx: Context, id: string, kind: LetterKind) {
  const complaint = await complaintFor(ctx.actor, id, ctx.db, 'complaint.manage')
  const { durable } = await wayOf(ctx, complaint)
  const pack = packBy(complaint.pack)
  return {
    lang: pack === undefined ? complaint.lang : letterLang(pack, complaint.lang),
    text: await textOf(ctx, complaint, kind),
    durable,
  }
}
