import pg from 'pg'
import { type Actor, authorOf, may, type Permission, type Scope } from '#kernel/access'
import { type Database, keepConnected } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { newId } from '#kernel/ids'
import type { Log } from '#kernel/log'
import type { Whisper, WhisperKind } from './contract.ts'
import { frame } from './frame.ts'
import type { ReaderSet } from './readers.ts'
import { type Stream, write } from './stream.ts'
import { sees } from './verdict.ts'

const CHANNEL = 'kernel_whisper'
const MOST_BYTES = 1024
const SECONDS = 20

/** What goes between nodes: ids and codes only. */
interface Spoken {
  node: string
  to: string
  kind: WhisperKind
  by: string
  brand: string | null
  scopes: Scope[]
}

export interface Whispers {
  /** Throws `not_found` when the actor may not see the subject. */
  whisper(actor: Actor, to: string, kind: WhisperKind): Promise<void>
  start(): void
  stop(): Promise<void>
}

/** Typing and viewing: told to those who watch the subject and may see it, on all nodes, kept nowhere. */
export function openWhispers(database: Database, readers: ReaderSet, permission: Permission, log: Log): Whispers {
  const node = newId()
  const line = keepConnected(
    () => new pg.Client(database.pool.options),
    log,
    async (client) => {
      client.on('notification', ({ payload }) => {
        const spoken: Spoken = JSON.parse(payload ?? '{}')
        if (spoken.node !== node) fanOut(readers, permission, spoken)
      })
      await client.query(`listen ${CHANNEL}`)
    },
  )
  return {
    whisper: async (actor, to, kind) => {
      const { brand, scopes } = await sightOf(database, to)
      if (!isOwn(actor, to) && !may(actor, permission, { brand: brand ?? '', scopes })) throw notFound('subject')
      const spoken = { node, to, kind, by: authorOf(actor), brand, scopes }
      fanOut(readers, permission, spoken)
      const payload = JSON.stringify(spoken)
      if (Buffer.byteLength(payload) <= MOST_BYTES)
        await database.pool.query('select pg_notify($1, $2)', [CHANNEL, payload])
    },
    start: () => line.open(),
    stop: () => line.close(),
  }
}

const isOwn = (actor: Actor, to: string): boolean => actor.kind === 'visitor' && actor.conversationId === to

/** Who may see a subject, as its last event says. */
async function sightOf(database: Database, subject: string): Promise<{ brand: string | null; scopes: Scope[] }> {
  const { rows } = await database.pool.query<{ brand: string | null; scopes: Scope[] }>(
    'select brand, scopes from kernel.event where subject = $1 order by seq desc limit 1',
    [subject],
  )
  const last = rows[0]
  if (last === undefined) throw notFound('subject')
  return last
}

function fanOut(readers: ReaderSet, permission: Permission, spoken: Spoken): void {
  for (const stream of readers.live()) {
    const whisper = heardBy(stream, permission, spoken)
    if (whisper !== null) write(stream, [frame('whisper', whisper)])
  }
}

/** Visitors learn that somebody types an answer, never who, and nothing else. */
function heardBy(stream: Stream, permission: Permission, { to, kind, by, brand, scopes }: Spoken): Whisper | null {
  if (authorOf(stream.actor) === by) return null
  if (stream.mask === 'visitor') {
    const isTyping = kind === 'typing' || kind === 'idle'
    return isOwn(stream.actor, to) && isTyping && by.startsWith('agent:')
      ? { to, kind, by: 'staff', seconds: SECONDS }
      : null
  }
  const isWatched = stream.watch.has(`subject:${to}`) && sees(stream.actor, { permission }, brand, scopes)
  return isWatched ? { to, kind, by, seconds: SECONDS } : null
}
