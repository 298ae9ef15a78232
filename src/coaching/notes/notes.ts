import { type Actor, mayIn, visible } from '#kernel/access'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { type EventMap, publish } from '#kernel/events'
import type { AgentId, BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { tell } from '#notices'
import { agentsByIds } from '#people'
import { lockToJudge, reviewerOf } from '../reviews/review.ts'
import type { CoachingNote, NotesApi } from './contract.ts'

type Answer = NotesApi['GET /api/v1/coaching-notes']['answer']
type Query = NotesApi['GET /api/v1/coaching-notes']['query']
type Said = NotesApi['PUT /api/v1/coaching-notes/:id']['body']

interface Row {
  id: string
  brand_id: BrandId
  scopes: string[]
  agent_id: AgentId
  author_id: AgentId
  review_id: string | null
  text: string
  due: string | null
  done_at: Date | null
  written_at: Date
  rev: number
}

const MOST = 200
const columns = sql`n.*, to_char(n.due_on, 'YYYY-MM-DD') as due`
const own = (actor: Actor): RawBuilder<boolean> => sql<boolean>`n.agent_id::text = ${actor.id}`
/** Whoever wrote it sees it as long as they lead there at all. */
const others = (actor: Actor): RawBuilder<boolean> => sql<boolean>`(n.agent_id::text <> ${actor.id} and
  (${visible(actor, 'coaching.read', sql.ref('n.brand_id'), sql.ref('n.scopes'))} or n.author_id::text = ${actor.id}))`

export async function listNotes(ctx: Context, { of, agent }: Query): Promise<Answer> {
  const { rows } = await sql<Row>`
    select ${columns} from coaching.note n
    where ${of === 'mine' ? own(ctx.actor) : others(ctx.actor)} and (${agent ?? null}::uuid is null or n.agent_id = ${agent ?? null}::uuid)
    order by n.done_at is not null, n.written_at desc, n.id limit ${MOST}`.execute(ctx.db)
  return { items: await shown(ctx, ctx.db, rows) }
}

/** What was agreed; its author may change its words and its day, nobody else may. */
export const writeNote = (ctx: Context, id: string, said: Said): Promise<CoachingNote> =>
  ctx.transaction(async (tx) => {
    const author = reviewerOf(ctx)
    const wanted = { ...said, text: plain(said.text).trim() }
    const scopes = await scopesOf(tx, ctx, wanted)
    const { rows } = await sql<{ id: string }>`
      insert into coaching.note (id, brand_id, scopes, agent_id, author_id, review_id, text, due_on, written_at)
      values (${id}, ${wanted.brand}, ${scopes}::text[], ${wanted.agent}, ${author}, ${wanted.review}, ${wanted.text},
        ${wanted.dueOn}::date, ${tx.clock.now()})
      on conflict (id) do nothing returning id`.execute(tx)
    if (rows.length === 0) return change(tx, ctx, id, wanted)
    const row = await lock(tx, ctx, id)
    await told(tx, 'coaching-note.written', row, {})
    await tell(tx, {
      agent: row.agent_id,
      kind: 'review',
      about: wanted.review === null ? { kind: 'coaching', id } : { kind: 'review', id: wanted.review },
      data: { by: author, code: 'note' },
      key: `coaching-note:${id}`,
    })
    return one(tx, ctx, row)
  })

async function change(tx: Tx, ctx: Context, id: string, said: Said): Promise<CoachingNote> {
  const row = await lock(tx, ctx, id)
  const same = row.agent_id === said.agent && row.brand_id === said.brand && row.review_id === said.review
  if (row.author_id !== ctx.actor.id || !same)
    throw new Problem('id_reused', 'This id already belongs to another note. Send again with a new id.')
  if (row.text === said.text && row.due === said.dueOn) return one(tx, ctx, row)
  await sql`update coaching.note set text = ${said.text}, due_on = ${said.dueOn}::date, rev = rev + 1 where id = ${id}`.execute(
    tx,
  )
  await told(tx, 'coaching-note.written', row, {})
  return one(tx, ctx, await lock(tx, ctx, id))
}

export const removeNote = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await lock(tx, ctx, id)
    if (row.author_id !== ctx.actor.id)
      throw new Problem('not_allowed', 'A note is taken back by whoever wrote it. Ask them.')
    await sql`delete from coaching.note where id = ${id}`.execute(tx)
    await told(tx, 'coaching-note.removed', row, {})
  })

/** Ticked off by the advisor or by who leads them. */
export const markDone = (ctx: Context, id: string, done: boolean): Promise<CoachingNote> =>
  ctx.transaction(async (tx) => {
    const row = await lock(tx, ctx, id)
    if ((row.done_at !== null) === done) return one(tx, ctx, row)
    const [at, by] = done ? [tx.clock.now(), reviewerOf(ctx)] : [null, null]
    await sql`update coaching.note set done_at = ${at}, done_by = ${by}, rev = rev + 1 where id = ${id}`.execute(tx)
    await told(tx, 'coaching-note.done', row, { done })
    return one(tx, ctx, await lock(tx, ctx, id))
  })

async function lock(tx: Tx, { actor }: Context, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select ${columns} from coaching.note n where n.id = ${id} and (${own(actor)} or ${others(actor)}) for update`.execute(
    tx,
  )
  const [row] = rows
  if (row === undefined) throw notFound('coaching note')
  return row
}

/** A note is seen by those who see its review; without one, by those who lead in the whole brand. */
async function scopesOf(tx: Tx, ctx: Context, { brand, agent, review, text }: Said): Promise<string[]> {
  if (!mayIn(ctx.actor, 'coaching.review', brand as BrandId)) throw notFound('brand')
  if (!(await agentsByIds(tx, [agent as AgentId])).has(agent as AgentId)) throw notFound('agent')
  if (agent === ctx.actor.id) throw new Problem('not_allowed', 'Nobody coaches themselves. Ask a colleague who leads.')
  if (text === '')
    throw new Problem('invalid_input', 'Say what was agreed.', {
      faults: [{ pointer: '/body/text', detail: 'must not be empty' }],
    })
  if (review === null) return []
  const row = await lockToJudge(tx, ctx, review)
  if (row.agent_id === agent && row.brand_id === brand) return row.scopes
  throw new Problem('invalid_input', 'The review is of another advisor or brand.', {
    faults: [{ pointer: '/body/review', detail: 'must be a review of this advisor' }],
  })
}

const told = <N extends Extract<keyof EventMap, `coaching-note.${string}`>>(
  tx: Tx,
  name: N,
  row: Row,
  more: Omit<EventMap[N], 'coachingNoteId' | 'agentId'>,
) =>
  publish(tx, name, {
    brand: row.brand_id,
    scopes: row.scopes,
    subject: row.id,
    data: { coachingNoteId: row.id, agentId: row.agent_id, ...more } as EventMap[N],
  })

async function one(db: Db, ctx: Context, row: Row): Promise<CoachingNote> {
  const [note] = await shown(ctx, db, [row])
  if (note === undefined) throw notFound('coaching note')
  return note
}

async function shown(ctx: Context, db: Db, rows: readonly Row[]): Promise<CoachingNote[]> {
  const people = await agentsByIds(
    db,
    rows.flatMap((row) => [row.agent_id, row.author_id]),
  )
  const person = (id: AgentId) => ({ id, name: people.get(id)?.name ?? '' })
  return rows.map((row) => ({
    id: row.id,
    brand: row.brand_id,
    agent: person(row.agent_id),
    author: person(row.author_id),
    review: row.review_id,
    text: row.text,
    dueOn: row.due,
    doneAt: row.done_at?.toISOString() ?? null,
    writtenAt: row.written_at.toISOString(),
    rev: row.rev,
    may: { change: row.author_id === ctx.actor.id },
  }))
}
