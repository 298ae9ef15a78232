import { agentOf, may } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import type { ContactId } from '#kernel/ids'
import type { Chronicle, ChronicleSubject, Context } from '#kernel/registry'
import { agentsByIds } from '../agents/agents-by-ids.ts'
import { contactFor, type HeldContact } from '../contacts/contact-for.ts'
import type { PersonEntry } from './contract.ts'

interface Query {
  kind?: string
  channel?: string
  limit?: number
  after?: string
}
interface Told {
  seq: string
  at: Date
  name: string
  by: string
  subject: string
}
type Source = ChronicleSubject & { kind: string; events: readonly string[]; seen: boolean }

/** All that happened with somebody, newest first: each module says which subjects are theirs, the log says what became of them. */
export async function showPersonTimeline(ctx: Context, id: ContactId, query: Query) {
  const contact = await contactFor(ctx.actor, 'contact.read', id, ctx.db)
  const sources = await sourcesOf(ctx, contact)
  const wanted = sources.filter(
    ({ kind, channel }) =>
      (query.kind === undefined || kind === query.kind) && (query.channel === undefined || channel === query.channel),
  )
  const limit = query.limit ?? 50
  const last = decodeCursor(query.after, 1)?.[0] ?? null
  const [told, hidden] = await Promise.all([
    read(
      ctx.db,
      wanted.filter(({ seen }) => seen),
      { last, count: limit + 1 },
    ),
    countHidden(
      ctx.db,
      wanted.filter(({ seen }) => !seen),
    ),
  ])
  const page = pageOf(told, limit, ({ seq }) => [seq])
  return {
    items: await present(ctx.db, page.items, new Map(sources.map((source) => [source.id, source]))),
    next: page.next,
    hidden,
    kinds: [...new Set(sources.map(({ kind }) => kind))],
    channels: [...new Set(sources.flatMap(({ channel }) => channel ?? []))].sort(),
  }
}

async function sourcesOf(ctx: Context, { id, brand }: HeldContact): Promise<Source[]> {
  const offered = [...ctx.app.registered.chronicles.values()]
  const found = await Promise.all(
    offered.map(async ({ kind, permission, events, subjects }: Chronicle) =>
      (await subjects(ctx.db, id)).map((subject) => ({
        ...subject,
        kind,
        events,
        seen: may(ctx.actor, permission, { brand, scopes: subject.scopes }),
      })),
    ),
  )
  return found.flat()
}

const asked = (sources: readonly Source[]) => {
  const events = new Map(sources.map(({ kind, events: names }) => [kind, names]))
  return sql`
    from jsonb_to_recordset(${JSON.stringify(sources.map(({ id, kind }) => ({ id, kind })))}::jsonb) as s (id uuid, kind text)
    join jsonb_each(${JSON.stringify(Object.fromEntries(events))}::jsonb) as k (kind, names) on k.kind = s.kind`
}

/** Of each subject no more than the page could show: it costs what is shown, however much there is. */
async function read(
  db: Db,
  sources: readonly Source[],
  { last, count }: { last: string | number | null; count: number },
): Promise<Told[]> {
  if (sources.length === 0) return []
  const { rows } = await sql<Told>`
    select e.seq::text as seq, e.at, e.name, e.by, e.subject ${asked(sources)}
    cross join lateral (
      select seq, at, name, by, subject from kernel.event
      where subject = s.id and k.names ? name and ${last === null ? sql`true` : sql`seq < ${last}::bigint`}
      order by kernel.event.seq desc limit ${count}) e
    order by e.seq desc limit ${count}`.execute(db)
  return rows
}

async function countHidden(db: Db, sources: readonly Source[]): Promise<number> {
  if (sources.length === 0) return 0
  const { rows } = await sql<{ hidden: number }>`
    select count(*)::int as hidden ${asked(sources)}
    join kernel.event e on e.subject = s.id and k.names ? e.name`.execute(db)
  return rows[0]?.hidden ?? 0
}

async function present(db: Db, told: readonly Told[], sources: ReadonlyMap<string, Source>): Promise<PersonEntry[]> {
  const names = await agentsByIds(
    db,
    told.flatMap(({ by }) => agentOf(by) ?? []),
  )
  return told.map(({ seq, at, name, by, subject }) => {
    const source = sources.get(subject)
    return {
      ...{ id: seq, at: at.toISOString(), kind: source?.kind ?? '', what: name, subject },
      channel: source?.channel ?? null,
      reference: source?.reference ?? null,
      conversation: source?.conversation ?? null,
      by: { kind: kindOf(by), name: names.get(agentOf(by) ?? '')?.name ?? null },
    }
  })
}

function kindOf(by: string): PersonEntry['by']['kind'] {
  if (by.startsWith('agent:')) return 'person'
  if (by.startsWith('key:')) return 'program'
  if (by.startsWith('rule:')) return 'rule'
  if (by.startsWith('visitor:')) return 'customer'
  return by === 'bot' ? 'bot' : 'system'
}
