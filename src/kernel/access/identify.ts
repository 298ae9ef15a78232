import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/db'
import type { Actor, Permission } from './actor.ts'
import {
  findKey,
  findSession,
  findVisitor,
  type KeyRow,
  lookKey,
  lookSession,
  lookVisitor,
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
export function identifier({
  database: { pool },
  clock,
  declared,
}: IdentifyParts): (presented: Presented) => Promise<Actor> {
  return async ({ bearer, session }) => {
    const token = bearer ?? session
    if (token === null) return anyone
    const values = [hashToken(token), clock.now()]
    if (bearer === null) return agentOf(await findSession.run(pool, values), declared) ?? anyone
    if (bearer.startsWith('sbv_')) return visitorOf(await findVisitor.run(pool, values)) ?? anyone
    return keyOf(await findKey.run(pool, values), declared) ?? anyone
  }
}

/** The actor of an open stream with its rights as they are now; null when its session, key or token is no more. */
export function stillValidAsker({
  database: { pool },
  clock,
  declared,
}: IdentifyParts): (actor: Actor) => Promise<Actor | null> {
  return async (actor) => {
    const now = clock.now()
    if (actor.kind === 'agent') return agentOf(await lookSession.run(pool, [actor.sessionId, now]), declared)
    if (actor.kind === 'key') return keyOf(await lookKey.run(pool, [actor.id, now]), declared)
    return actor.kind === 'visitor' ? visitorOf(await lookVisitor.run(pool, [actor.tokenId, now])) : actor
  }
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

const visitorOf = ([row]: VisitorRow[]): Actor | null =>
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
