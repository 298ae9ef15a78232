import { bot } from '#kernel/access'
import type { Db } from '#kernel/db'
import { type RawBuilder, sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import { agentsByIds } from '#people'
import type { Promised } from './contract.ts'
import { type HeldPromise, held } from './promise.ts'

export const presentPromise = async (db: Db, promise: HeldPromise): Promise<Promised> => {
  const [shown] = await presentAll(db, [promise])
  if (shown === undefined) throw new Error('A promise went away between two statements.')
  return shown
}

export async function presentAll(db: Db, promises: readonly HeldPromise[]): Promise<Promised[]> {
  const owners = promises.flatMap(({ owner_id }) => owner_id ?? [])
  const people = await agentsByIds(db, owners)
  const references = await referencesOf(db, promises)
  return promises.map((promise) => ({
    id: promise.id,
    brand: promise.brand_id,
    case: { id: promise.matter, reference: references.get(promise.matter) ?? '' },
    conversation: promise.conversation_id,
    kind: promise.kind,
    what: promise.what,
    due: promise.due_at.toISOString(),
    owner: ownerOf(promise.owner_id, people),
    byBot: promise.made_by === bot.id,
    state: promise.state,
    late: promise.failed_at !== null,
    proof: promise.proof,
    file: promise.proof_file === null ? null : { href: `/api/v1/attachments/${promise.proof_file}` },
    madeAt: promise.made_at.toISOString(),
    endedAt: promise.ended_at?.toISOString() ?? null,
    rev: promise.rev,
  }))
}

type People = Awaited<ReturnType<typeof agentsByIds>>
const ownerOf = (id: AgentId | null, people: People): Promised['owner'] =>
  id === null ? null : { id, name: people.get(id)?.name ?? '' }

async function referencesOf(db: Db, promises: readonly HeldPromise[]): Promise<Map<string, string>> {
  if (promises.length === 0) return new Map()
  const { rows } = await sql<{ id: string; reference: string }>`
    select id, reference from cases.matter where id = any(${promises.map(({ matter }) => matter)}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, reference }) => [id, reference]))
}

export const promisesWhere = async (db: Db, where: RawBuilder<unknown>): Promise<Promised[]> =>
  presentAll(db, (await held(where).execute(db)).rows)

export const promiseRows = async (db: Db, ids: readonly string[]): Promise<Map<string, Promised>> =>
  new Map((await promisesWhere(db, sql`p.id = any(${[...ids]}::uuid[])`)).map((row) => [row.id, row]))
