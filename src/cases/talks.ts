import { type Static, type TSchema, Type } from 'typebox'
import { Check } from 'typebox/value'
import { type Db, sql } from '#kernel/db'
import type { BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'

const Talk = Type.Object({
  id: Type.String(),
  brand: Type.String(),
  reference: Type.String(),
  channel: Type.String(),
  visibility: Type.String(),
  subject: Type.Union([Type.String(), Type.Null()]),
  contact: Type.Object({ id: Type.String(), name: Type.String() }),
  lang: Type.Union([Type.String(), Type.Null()]),
  status: Type.String(),
  holder: Type.String(),
  assignee: Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()]),
  labels: Type.Array(Type.String()),
  due: Type.Union([Type.Object({ at: Type.String() }), Type.Null()]),
  lastAt: Type.String(),
  createdAt: Type.String(),
})
/** A conversation as far as a case needs to know it. */
export type Talk = Static<typeof Talk> & { id: ConversationId; brand: BrandId; contact: { id: ContactId } }

/** Rows of conversations as whoever keeps them shows them: through the registry, for they stand beside us. */
export const talksOf = (app: App, db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, Talk>> =>
  shown(app, 'conversation', db, ids, Talk)

const Said = Type.Object({
  by: Type.Object({ kind: Type.String() }),
  text: Type.String(),
  deletedAt: Type.Union([Type.String(), Type.Null()]),
})
/** More than this of what somebody wrote tells nothing new of what it is about. */
const FIRST = 5

/** What the contact wrote first in each of these conversations, in their own words. */
export async function askedIn(app: App, db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ conversation: ConversationId; key: string }>`
    select e.subject as conversation, e.subject || '/' || (e.data ->> 'messageId') as key
    from unnest(${[...ids]}::uuid[]) as wanted (id)
    cross join lateral (select subject, data from kernel.event
      where subject = wanted.id and name = 'message.received' order by kernel.event.seq limit ${FIRST}) e`.execute(db)
  const said = await shown(
    app,
    'message',
    db,
    rows.map(({ key }) => key),
    Said,
  )
  const texts = new Map<ConversationId, string>()
  for (const { conversation, key } of rows) {
    const one = said.get(key)
    if (one?.by.kind === 'contact' && one.deletedAt === null)
      texts.set(conversation, `${texts.get(conversation) ?? ''} ${one.text}`)
  }
  return texts
}

async function shown<S extends TSchema>(
  app: App,
  kind: string,
  db: Db,
  ids: readonly string[],
  shape: S,
): Promise<Map<string, Static<S>>> {
  const live = app.registered.lives.get(kind)
  if (live === undefined || ids.length === 0) return new Map()
  const rows = await live.present(db, [...new Set(ids)], 'staff')
  return new Map([...rows].flatMap(([id, row]) => (fits(shape, row) ? [[id, row] as const] : [])))
}

const fits = <S extends TSchema>(shape: S, value: unknown): value is Static<S> => Check(shape, value)
