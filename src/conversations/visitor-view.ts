import { type Database, type Db, hot, sql, together } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { VisitorMessage } from './contract.ts'
import type { Row } from './lock-row.ts'
import { visitorMessageJson, visitorMessageText } from './present.ts'

/** What a visitor's window shows beside the messages. */
export interface VisitorState {
  row: Pick<
    Row,
    | 'conversation_id'
    | 'brand_id'
    | 'reference'
    | 'status'
    | 'holder'
    | 'assignee_name'
    | 'waiting_since'
    | 'lang'
    | 'rev'
  >
  /** How far anybody of us has read. */
  agentReadSeq: number
  /** How far the visitor has. */
  readSeq: number
  /** As routing last said; null when nobody can say. */
  waitMinutes: number | null
}

export async function visitorStates(
  db: Db,
  ids: readonly ConversationId[],
): Promise<Map<ConversationId, VisitorState>> {
  const { rows } = await sql<VisitorState['row'] & { agent_read: number; own_read: number; wait: number | null }>`
    select r.conversation_id, r.brand_id, r.reference, works.status, works.holder, works.assignee_name, works.waiting_since, r.lang, r.rev,
      w.minutes as wait,
      coalesce((select max(p.furthest) from conversations.read_position p
        where p.conversation_id = r.conversation_id and p.reader_id <> r.contact_id), 0) as agent_read,
      coalesce((select p.seq from conversations.read_position p
        where p.conversation_id = r.conversation_id and p.reader_id = r.contact_id), 0) as own_read
    from conversations.inbox_row r left join conversations.wait_estimate w using (brand_id)
    left join conversations.merging g on g.conversation_id = r.conversation_id and g.undone_at is null
    join conversations.inbox_row works on works.conversation_id = coalesce(g.into_id, r.conversation_id)
    where r.conversation_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(
    rows.map(({ agent_read, own_read, wait, ...row }) => [
      row.conversation_id,
      { row, agentReadSeq: agent_read, readSeq: own_read, waitMinutes: wait },
    ]),
  )
}

/** The newest messages a visitor may see, oldest first, and the cursor to follow from. */
export async function visitorMessages(
  db: Db,
  id: ConversationId,
  limit = 200,
): Promise<{ messages: VisitorMessage[]; live: string }> {
  const { rows } = await sql<{ messages: VisitorMessage[]; live: string }>`
    with page as (
      select ${visitorMessageJson} as message, m.seq from conversations.message m
      join conversations.inbox_row r using (conversation_id)
      where m.conversation_id = ${id} and m.visibility <> 'note' and m.home_id is null order by m.seq desc limit ${limit})
    select coalesce(json_agg(message order by seq), '[]') as messages, ${livePos()} as live from page`.execute(db)
  return rows[0] ?? { messages: [], live: '0' }
}

const waitEstimate = hot<{ minutes: number }>(
  'conversations-wait',
  'select minutes from conversations.wait_estimate where brand_id = $1',
)

/** How long somebody who asks this brand for a person now will wait. */
export const waitMinutesOf = async (db: Db, brand: string): Promise<number | null> =>
  (await waitEstimate.run(db, [brand]))[0]?.minutes ?? null

interface Wanted {
  conversation: ConversationId
  message: string
}

/** Windows that have just written ask for what they wrote at the same moment: one round trip for all of them. */
const seen = together<Wanted, VisitorMessage | null>({
  keyOf: ({ message }) => message,
  run: (database, wanted) => shown(database, wanted),
  alone: async (database, wanted) => (await shown(database, [wanted]))[0] ?? null,
})

const ofTheirs = hot<{ id: string; conversation: ConversationId; message: VisitorMessage }>(
  'conversations.visitor-messages',
  `select m.id, m.conversation_id as conversation, ${visitorMessageText} as message
   from unnest($1::uuid[], $2::uuid[]) as wanted (conversation_id, id)
   join conversations.message m using (conversation_id, id) join conversations.inbox_row r using (conversation_id)
   where m.visibility <> 'note' and m.home_id is null`,
)

async function shown({ express }: Database, wanted: readonly Wanted[]): Promise<(VisitorMessage | null)[]> {
  const conversations = wanted.map(({ conversation }) => conversation)
  const ids = wanted.map(({ message }) => message)
  const found = await ofTheirs.run(express, [conversations, ids])
  return wanted.map(({ conversation, message }) => {
    const one = found.find((row) => row.id === message && row.conversation === conversation)
    return one?.message ?? null
  })
}

/** One message as the visitor sees it; null when it is not theirs to see. */
export const visitorMessage = (
  database: Database,
  conversation: ConversationId,
  message: string,
): Promise<VisitorMessage | null> => seen(database, { conversation, message })
