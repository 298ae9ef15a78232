import { type HotStatement, hot } from '#kernel/db'
import type { AgentId, BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { Permission, Scope } from './actor.ts'
import { IDLE_HOURS } from './session-hours.ts'

/** Written at most so often: who is seen each second need not be written down each second. */
const SEEN_EVERY = '60 seconds'

interface Granted {
  granted: { permissions: Permission[]; brand: BrandId | null; scope: Scope }[]
}
export type SessionRow = Granted & { id: string; agent_id: AgentId; name: string }
export type KeyRow = Granted & { id: string; name: string }
export interface VisitorRow {
  token_hash: Buffer
  id: string
  brand: BrandId
  contact_id: ContactId
  conversation_id: ConversationId
}

const session = (where: string, seen: string) => `
  with found as (
    select s.id, s.agent_id, c.name, s.last_seen_at from kernel.session s join kernel.credential c using (agent_id)
    where ${where} and s.ended_at is null and c.closed_at is null
      and s.expires_at > $2::timestamptz and s.last_seen_at > $2::timestamptz - interval '${IDLE_HOURS} hours')${seen}
  select id, agent_id, name, coalesce((select json_agg(json_build_object('permissions', r.permissions, 'brand', g.brand, 'scope', g.scope))
    from kernel.role_grant g join kernel.role r on r.name = g.role where g.agent_id = found.agent_id), '[]') as granted from found`

const key = (where: string, seen: string) => `
  with found as (select id, name, role, brand, last_used_at from kernel.api_key where ${where} and revoked_at is null and $2::timestamptz is not null)${seen}
  select id, found.name, json_build_array(json_build_object('permissions', r.permissions, 'brand', found.brand, 'scope', '*')) as granted
  from found join kernel.role r on r.name = found.role`

const visitor = (where: string, seen: string) => `
  with found as (select token_hash, id, brand, contact_id, conversation_id, last_used_at from kernel.visitor_token
    where ${where} and revoked_at is null and $2::timestamptz is not null)${seen}
  select token_hash, id, brand, contact_id, conversation_id from found`

const seen = (table: string, column: string): string => `, seen as (update kernel.${table} set ${column} = $2 from found
    where ${table}.id = found.id and coalesce(found.${column}, '-infinity') < $2::timestamptz - interval '${SEEN_EVERY}')`

/** One statement a request: whose credential it is, with what rights now, and that it was seen. $1 is the token's hash, $2 the time. */
export const findSession: HotStatement<SessionRow> = hot(
  'access-session',
  session('s.token_hash = $1', seen('session', 'last_seen_at')),
)
export const findKey: HotStatement<KeyRow> = hot('access-key', key('token_hash = $1', seen('api_key', 'last_used_at')))
/** For all who ask at the same moment: $1 is an array. */
export const findVisitors: HotStatement<VisitorRow> = hot(
  'access-visitors',
  visitor('token_hash = any($1::bytea[])', seen('visitor_token', 'last_used_at')),
)

interface Looked {
  sessions: SessionRow[]
  keys: KeyRow[]
  visitors: Omit<VisitorRow, 'token_hash'>[]
}

const list = (rows: string): string => `(select coalesce(json_agg(r), '[]') from (${rows}) as r)`

/**
 * The same by id ($1 sessions, $3 keys, $4 visitors' tokens), for all streams that are open already. For staff, being open is
 * not being used, so nothing is written. A visitor with an open stream is there: what is said to them need not go another way.
 */
export const lookActors: HotStatement<Looked> = hot(
  'access-look',
  `with found as (select id, last_used_at from kernel.visitor_token where id = any($4::uuid[]) and revoked_at is null)
    ${seen('visitor_token', 'last_used_at')}
  select ${list(session('s.id = any($1::uuid[])', ''))} as sessions, ${list(key('id = any($3::uuid[])', ''))} as keys,
    ${list(visitor('id = any($4::uuid[])', ''))} as visitors`,
)
