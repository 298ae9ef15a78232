import { system } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { AgentId, BrandId, ConversationId } from '#kernel/ids'
import { agentsByIds, brandById } from '#people'
import { caseOf } from '../case-for.ts'
import type { Transfer } from '../contract.ts'
import type { TransferRow } from '../tables.ts'

/** What may go, in the order in which it is shown. */
export const factKeys = ['name', 'language', 'reference', 'email', 'about'] as const
export type FactKey = (typeof factKeys)[number]
export interface Fact {
  key: FactKey
  value: string
}

/** The newest of a conversation that was handed on; null: never. */
export async function transferFrom(db: Db, conversation: ConversationId): Promise<TransferRow | null> {
  const { rows } = await sql<TransferRow>`
    select * from cases.transfer where conversation_id = ${conversation} order by asked_at desc, id desc limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}

/** That by which a conversation came from a sister brand. */
export async function transferInto(db: Db, conversation: ConversationId): Promise<TransferRow | null> {
  const { rows } = await sql<TransferRow>`
    select * from cases.transfer where to_conversation_id = ${conversation}`.execute(db)
  return rows[0] ?? null
}

export async function lockTransfer(tx: Tx, id: string): Promise<TransferRow | null> {
  const { rows } = await sql<TransferRow>`select * from cases.transfer where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

type Happened = 'asked' | 'agreed' | 'declined' | 'taken' | 'returned' | 'withdrawn'

/** Tells the log of both: the case it left, and, where it arrived, that one. Codes and ids, never what went. */
export async function tellTransfer(tx: Tx, row: TransferRow, happened: Happened): Promise<void> {
  const data = { conversationId: row.conversation_id, toBrand: row.to_brand_id, agentId: row.to_agent_id }
  const home = await caseOf(system, row.conversation_id, tx)
  const about = { contact: row.contact_id, case: home.id }
  const fact = { brand: row.brand_id, subject: row.id, about, scopes: home.scopes, data }
  await publish(tx, `transfer.${happened}`, fact)
}

export async function presentTransfer(db: Db, row: TransferRow): Promise<Transfer> {
  const [from, to] = [await brandById(db, row.brand_id), await brandById(db, row.to_brand_id)]
  const people = await agentsByIds(db, [row.to_agent_id, ...(row.owner_id === null ? [] : [row.owner_id])])
  const nameOf = (brand: typeof from, id: BrandId) => ({ id, name: brand?.name ?? '' })
  return {
    id: row.id,
    from: nameOf(from, row.brand_id),
    to: nameOf(to, row.to_brand_id),
    person: { id: row.to_agent_id, name: people.get(row.to_agent_id)?.name ?? '' },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: people.get(row.owner_id)?.name ?? '' },
    facts: row.facts,
    takeBy: row.take_by.toISOString(),
    state: row.state,
    arrivedAs: row.to_conversation_id === null ? null : await referenceOf(db, row.to_conversation_id),
    askedAt: row.asked_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    takenAt: row.taken_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    rev: row.rev,
  }
}

export async function referenceOf(db: Db, conversation: ConversationId): Promise<string | null> {
  const { rows } = await sql<{ reference: string }>`
    select reference from cases.matter_conversation where conversation_id = ${conversation}`.execute(db)
  return rows[0]?.reference ?? null
}

/** As whoever begins conversations needs it. */
export interface TransferOut {
  id: string
  brand: BrandId
  toBrand: BrandId
  person: AgentId
  conversation: ConversationId
  arrivedAs: ConversationId | null
  lang: string | null
  facts: readonly Fact[]
  takeBy: Date
  state: TransferRow['state']
}

export async function transferOut(db: Db, id: string): Promise<TransferOut | null> {
  const { rows } = await sql<TransferRow>`select * from cases.transfer where id = ${id}`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  return {
    ...{ id: row.id, brand: row.brand_id, toBrand: row.to_brand_id, person: row.to_agent_id, state: row.state },
    ...{ conversation: row.conversation_id, arrivedAs: row.to_conversation_id, facts: row.facts, takeBy: row.take_by },
    lang: row.facts.find(({ key }) => key === 'language')?.value ?? null,
  }
}
