import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import { type ConversationId, idFrom } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { brandById } from '#people'
import { caseOf } from '../case-for.ts'
import type { Matter } from '../matter.ts'
import { talksOf } from '../talks.ts'
import { complaintFact, complaintFor, type HeldComplaint } from './complaint.ts'
import type { Complaint } from './contract.ts'
import { dueAfter } from './due.ts'
import { neighboursOf } from './neighbours.ts'
import type { ComplaintKind, Pack } from './pack.ts'
import { letterLang, neededPack } from './packs.ts'
import { presentComplaint } from './present.ts'
import { sayLetter, textOf } from './send-letter.ts'
import { watchFrom } from './settle.ts'
import type { RunningClock } from './tables.ts'

interface NewComplaint {
  id: string
  conversation: ConversationId
  kind: ComplaintKind
  about: string
  wants: string
}

/**
 * The case is a complaint from now on, under the law its brand is handled by: its clocks run, and its reference goes to the
 * customer at once. The same id again is the same complaint, and sends what was not sent.
 */
export async function makeComplaint(ctx: Context, wanted: NewComplaint): Promise<Complaint> {
  const made = await ctx.transaction((tx) => insert(tx, ctx, wanted))
  if (made.withdrawn_at === null && made.referenced_at === null)
    await sayLetter(ctx, made, {
      id: idFrom(`reference of ${made.id}`),
      kind: 'reference',
      text: await textOf(ctx, made, 'reference'),
    })
  return presentComplaint(ctx.db, await complaintFor(ctx.actor, made.id, ctx.db, 'complaint.manage'), ctx.clock.now())
}

async function insert(tx: Tx, ctx: Context, wanted: NewComplaint): Promise<HeldComplaint> {
  const matter = await caseOf(ctx.actor, wanted.conversation, tx, 'complaint.manage')
  const { pack, answerDays } = await neededPack(ctx.app, matter.brand_id)
  const [about, wants] = [plain(wanted.about).trim(), plain(wanted.wants).trim()]
  if (about === '' || wants === '')
    throw new Problem('invalid_input', 'Say what the complaint is about and what the customer wants, in a few words.')
  const now = tx.clock.now()
  const talk = (await talksOf(ctx.app, tx, [wanted.conversation])).get(wanted.conversation)
  const clocks = await clocksOf(tx, ctx, matter, { pack, answerDays, kind: wanted.kind, event: 'received' })
  const { rows } = await sql`
    insert into cases.complaint (id, brand_id, contact_id, conversation_id, pack, kind, about, wants, lang, clocks, owner_id, made_by,
      received_at, due_at)
    values (${wanted.id}, ${matter.brand_id}, ${matter.contact_id}, ${wanted.conversation}, ${pack.code}, ${wanted.kind}, ${about},
      ${wants}, ${letterLang(pack, talk?.lang ?? null)}, ${JSON.stringify(clocks)}::jsonb,
      ${ctx.actor.kind === 'agent' ? ctx.actor.id : null}, ${tx.by}, ${now}, ${soonest(clocks)})
    on conflict do nothing returning id`.execute(tx)
  if (rows.length === 0) return same(tx, ctx, wanted, { about, wants })
  const made = await complaintFor(ctx.actor, wanted.id, tx, 'complaint.manage')
  await sql`update cases.matter set type = 'complaint', rev = rev + 1 where id = ${matter.id}`.execute(tx)
  await publish(tx, 'complaint.made', {
    ...complaintFact(made),
    data: { conversationId: wanted.conversation, kind: wanted.kind, pack: pack.code },
  })
  await watchFrom(tx, made)
  return made
}

const soonest = (clocks: readonly RunningClock[]): Date | null =>
  clocks.length === 0 ? null : new Date(Math.min(...clocks.map(({ due }) => Date.parse(due))))

/** The pack's clocks that begin with this, and the operator's own. */
export async function clocksOf(
  tx: Tx,
  ctx: Context,
  { brand_id: id }: Pick<Matter, 'brand_id'>,
  asked: { pack: Pack; answerDays: number | null; kind: ComplaintKind; event: 'received' | 'recommended' },
): Promise<RunningClock[]> {
  const brand = await brandById(tx, id)
  const days = {
    timeZone: brand?.hours.timeZone ?? 'UTC',
    closed: await neighboursOf(ctx.app).closedDays(tx, id),
  }
  const now = tx.clock.now()
  const { pack, kind, event, answerDays } = asked
  const due = (length: Parameters<typeof dueAfter>[1]) => dueAfter(now, length, days).toISOString()
  const law = pack.clocks
    .filter(({ from, kinds }) => from === event && (kinds === null || kinds.includes(kind)))
    .map(({ name, length, endedBy }) => ({ name, due: due(length), endedBy }))
  if (event !== 'received' || answerDays === null) return law
  return [...law, { name: 'own', due: due({ workingDays: answerDays }), endedBy: 'decision' }]
}

async function same(
  tx: Tx,
  ctx: Context,
  wanted: NewComplaint,
  words: { about: string; wants: string },
): Promise<HeldComplaint> {
  const { rows } = await sql<{ id: string }>`
    select id from cases.complaint where conversation_id = ${wanted.conversation}`.execute(tx)
  const there = rows[0]?.id
  if (there !== undefined && there !== wanted.id)
    throw new Problem('conflict', 'This conversation is a complaint already. Look at it again; nothing was changed.')
  const found = there === undefined ? undefined : await complaintFor(ctx.actor, there, tx, 'complaint.manage')
  if (found === undefined || found.about !== words.about || found.wants !== words.wants || found.kind !== wanted.kind)
    throw new Problem(
      'id_reused',
      'This id belongs to another complaint. Send it again with a new id; nothing was stored.',
    )
  return found
}
