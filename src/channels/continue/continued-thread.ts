import { type FoundThread, threadOf } from '#conversations'
import { columnsOf, hot, runShared, together } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Source } from '../ingest/source.ts'

type Row = readonly [account: string, names: string]

/**
 * (accounts, names as a JSON list each): a row for each that is known by one of its names, named by its place from 0. Looked up row by row:
 * a join would be planned by how full the tables happen to be now.
 */
const find = hot<{ place: number; id: ConversationId }>(
  'channels.continued-as',
  `select (given.place - 1)::int as place, near.id
   from unnest($1::uuid[], $2::text[]) with ordinality as given(account_id, names, place)
   cross join lateral (
     select elsewhere.id
     from jsonb_array_elements_text(given.names::jsonb) with ordinality as name(alias, place)
     cross join lateral (
       select a.conversation_id from channels.alias a where a.account_id = given.account_id and a.alias = name.alias limit 1) known
     cross join lateral (
       select c.id, c.account_id from conversations.conversation c where c.id = known.conversation_id limit 1) elsewhere
     where elsewhere.account_id <> given.account_id
     order by name.place limit 1) near`,
)

const alongside = together<Row, ConversationId | null>({
  keyOf: (row) => row.join(' '),
  run: async (database, rows) => {
    const ids: (ConversationId | null)[] = rows.map(() => null)
    for (const { place, id } of await runShared(database, find, rows)) ids[place] = id
    return ids
  },
  alone: async ({ pool }, row) => (await find.run(pool, columnsOf([row])))[0]?.id ?? null,
  underWay: 1,
})

/** The conversation that our mail of one of these names went on with: such a mail is no message of its own, so only its names know. */
export async function continuedThread(
  { ctx, at }: Pick<Source, 'ctx' | 'at'>,
  names: readonly string[],
): Promise<FoundThread | null> {
  if (names.length === 0) return null
  const id = await alongside(ctx.database, [at.row.id, JSON.stringify(names)])
  return id === null ? null : threadOf(ctx.db, id)
}
