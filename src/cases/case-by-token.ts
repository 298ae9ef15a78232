import { system } from '#kernel/access'
import { sql } from '#kernel/db'
import type { BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { caseOf } from './case-for.ts'
import type { CaseId, CaseStatus } from './matter.ts'
import { type Talk, talksOf } from './talks.ts'
import { type LinkedTransfer, linkedTransfer } from './transfers/linked-transfer.ts'

/** A case as its link shows it. Looking changes nothing. */
export interface LinkedCase {
  id: CaseId
  brand: BrandId
  contact: ContactId
  reference: string
  status: CaseStatus
  openedAt: Date
  settledAt: Date | null
  /** The first name of who has it. */
  who: string | null
  /** By when an answer is promised by the clocks. */
  answerBy: Date | null
  /** Whatever language it is spoken in. */
  lang: string | null
  /** What was said will happen, open ones first; words and times, nobody's name. */
  promises: readonly { what: string; due: Date; state: 'open' | 'kept' | 'failed'; late: boolean }[]
  /** The newest handover to a sister brand: what would go, to whom and by when, and what became of it. */
  transfer: LinkedTransfer | null
  /** The contact's own conversations of the case, the one to go on in first. */
  conversations: readonly ConversationId[]
}

/** Null: nothing has this link any more. */
export async function caseByToken(ctx: Context, hash: Buffer): Promise<LinkedCase | null> {
  const { rows } = await sql<{ conversation: ConversationId; contact: ContactId }>`
    select conversation_id as conversation, contact_id as contact from cases.link
    where token_hash = ${hash} and expires_at > ${ctx.clock.now()}`.execute(ctx.db)
  const [link] = rows
  if (link === undefined) return null
  const matter = await caseOf(system, link.conversation, ctx.db)
  const talks = await talksOfCase(ctx, matter.id)
  const own = talks.filter(({ contact }) => contact.id === link.contact).sort(bestFirst(link.conversation))
  const having = talks.find(({ status, assignee }) => assignee !== null && (status === 'open' || status === 'snoozed'))
  return {
    id: matter.id,
    brand: matter.brand_id,
    contact: link.contact,
    reference: matter.reference,
    status: matter.status,
    openedAt: matter.opened_at,
    settledAt: matter.settled_at,
    who: firstName(having?.assignee?.name),
    answerBy: soonest(talks),
    lang: own[0]?.lang ?? null,
    promises: await promisesTo(
      ctx,
      own.map(({ id }) => id),
    ),
    transfer: await linkedTransfer(
      ctx,
      own.map(({ id }) => id),
    ),
    conversations: own.map(({ id }) => id),
  }
}

async function talksOfCase(ctx: Context, id: CaseId): Promise<Talk[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from cases.matter_conversation where matter_id = ${id}`.execute(ctx.db)
  const talks = await talksOf(
    ctx.app,
    ctx.db,
    rows.map((row) => row.id),
  )
  return [...talks.values()]
}

/** Those made in the contact's own conversations: what somebody else was promised is not theirs to see. */
async function promisesTo(ctx: Context, conversations: readonly ConversationId[]): Promise<LinkedCase['promises']> {
  const { rows } = await sql<LinkedCase['promises'][number]>`
    select what, due_at as due, state, failed_at is not null as late from cases.promise
    where conversation_id = any(${[...conversations]}::uuid[]) and state <> 'withdrawn' and what <> ''
    order by state <> 'open', due_at, id limit 20`.execute(ctx.db)
  return rows
}

/** Open before settled, closed last; the one the link was sent in before others; then the newest. */
const bestFirst = (linked: ConversationId) => (one: Talk, other: Talk) =>
  rank(one) - rank(other) ||
  Number(other.id === linked) - Number(one.id === linked) ||
  Date.parse(other.lastAt) - Date.parse(one.lastAt)
const rank = ({ status }: Talk): number => (status === 'closed' ? 2 : status === 'solved' ? 1 : 0)

const firstName = (name: string | undefined): string | null => name?.trim().split(/\s+/)[0] || null

function soonest(talks: readonly Talk[]): Date | null {
  const due = talks.flatMap(({ status, due }) => (status === 'open' && due !== null ? [Date.parse(due.at)] : []))
  return due.length === 0 ? null : new Date(Math.min(...due))
}
