import type { Clock } from '#kernel/clock'
import { type Database, together } from '#kernel/db'
import type { Actor, Permission } from './actor.ts'
import {
  findKey,
  findSession,
  findVisitors,
  type KeyRow,
  lookActors,
  type SessionRow,
  type VisitorRow,
} from './find-actors.ts'
import { anyone } from './rights.ts'
import { grantsOf } from './roles.ts'
import { hashToken } from './token.ts'

export interface IdentifyParts {
  database: Database
  clock: Clock
  /** What the modules declare, for roles that say `module.*`. */
  declared: ReadonlyMap<Permission, string>
}
export interface Presented {
  bearer: string | null
  session: string | null
}

/** Who do these credentials name? `anyone` when they name nobody (any more). Asks the database each time: an end is an end. */
export function identifier({ database, clock, declared }: IdentifyParts): (presented: Presented) => Promise<Actor> {
  const { pool } = database
  return async ({ bearer, session }) => {
    const token = bearer ?? session
    if (token === null) return anyone
    const hash = hashToken(token)
    const values = [hash, clock.now()]
    if (bearer === null) return agentOf(await findSession.run(pool, values), declared) ?? anyone
    if (bearer.startsWith('sbv_')) return visitorOf(await findVisitor(database, { hash, now: clock.now() })) ?? anyone
    return keyOf(await findKey.run(pool, values), declared) ?? anyone
  }
}

interface Asked {
  hash: Buffer
  now: Date
}

/** Windows that write at the same moment are recognised in one round trip. Null: nobody's token. */
const findVisitor = together<Asked, VisitorRow | null>({
  keyOf: ({ hash }) => hash.toString('hex'),
  run: async ({ express }, asked) => {
    const found = await findVisitors.run(express, [asked.map(({ hash }) => hash), asked[0]?.now])
    return asked.map(({ hash }) => found.find(({ token_hash }) => token_hash.equals(hash)) ?? null)
  },
  alone: async ({ express }, { hash, now }) => (await findVisitors.run(express, [[hash], now]))[0] ?? null,
})

/** The actors of open streams with their rights as they are now, in one statement; null where a session, key or token is no more. */
export function stillValidAsker({
  database: { pool },
  clock,
  declared,
}: IdentifyParts): (actors: readonly Actor[]) => Promise<(Actor | null)[]> {
  return async (actors) => {
    const ids = (kind: Actor['kind']) =>
      actors.flatMap((actor) => (actor.kind === kind ? (credentialOf(actor) ?? []) : []))
    const values = [ids('agent'), clock.now(), ids('key'), ids('visitor')]
    const [found] = await lookActors.run(pool, values)
    const now = new Map([
      ...(found?.sessions ?? []).map((row) => [row.id, agentOf([row], declared)] as const),
      ...(found?.keys ?? []).map((row) => [row.id, keyOf([row], declared)] as const),
      ...(found?.visitors ?? []).map((row) => [row.id, visitorOf(row)] as const),
    ])
    return actors.map((actor) => {
      const id = credentialOf(actor)
      return id === null ? actor : (now.get(id) ?? null)
    })
  }
}

/** The id of what lets the actor in; null for those who need nothing. */
function credentialOf(actor: Actor): string | null {
  if (actor.kind === 'agent') return actor.sessionId
  if (actor.kind === 'visitor') return actor.tokenId
  return actor.kind === 'key' ? actor.id : null
}

type Declared = IdentifyParts['declared']

const agentOf = ([row]: SessionRow[], declared: Declared): Actor | null =>
  row
    ? {
        kind: 'agent',
        realm: 'staff',
        id: row.agent_id,
        name: row.name,
        sessionId: row.id,
        grants: grantsOf(row.granted, declared),
      }
    : null

const keyOf = ([row]: KeyRow[], declared: Declared): Actor | null =>
  row ? { kind: 'key', realm: 'staff', id: row.id, name: row.name, grants: grantsOf(row.granted, declared) } : null

const visitorOf = (row: Omit<VisitorRow, 'token_hash'> | null): Actor | null =>
  row
    ? {
        kind: 'visitor',
        realm: 'visitor',
        id: row.contact_id,
        brand: row.brand,
        conversationId: row.conversation_id,
        tokenId: row.id,
        grants: [],
      }
    : null
