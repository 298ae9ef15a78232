import { columnsOf, hot, runShared, together } from '#kernel/db'
import type { AccountId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { FoundThread } from './find-thread.ts'

export interface Arriving {
  account: AccountId
  /** The provider's id of the message. */
  ref: string
  thread: { id: string; answers: readonly string[] }
}

export interface Before {
  /** The message itself, when it came before. */
  received: { conversationId: ConversationId; messageId: MessageId } | null
  /** That of the nearest message it answers, else the one begun under its key. */
  thread: FoundThread | null
}

interface FoundRow {
  place: number
  received: Before['received']
  thread: FoundThread | null
}

/**
 * What is known of messages that arrive (accounts, provider's ids, threads, answers as a JSON list each; places count from 0).
 * Every look-up is a subquery of one row: a join would be planned by how full the tables happen to be now.
 */
export const find = hot<FoundRow>(
  'conversations.find-before',
  `select (given.place - 1)::int as place, received.found as received, thread.found as thread
   from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) with ordinality as given(account_id, ref, thread_key, answers, place)
   left join lateral (
     select jsonb_build_object('conversationId', m.conversation_id, 'messageId', m.id) as found
     from conversations.message m where m.account_id = given.account_id and m.external_id = given.ref limit 1) received on true
   left join lateral (
     select jsonb_build_object('conversationId', row.conversation_id, 'status', coalesce(works.status, row.status),
       'contactId', row.contact_id, 'holder', coalesce(works.holder, row.holder), 'channel', row.channel, 'side', near.side_id) as found
     from (
       select answered.conversation_id, answered.side_id, answer.place
       from jsonb_array_elements_text(given.answers::jsonb) with ordinality as answer(ref, place)
       cross join lateral (
         select m.conversation_id, m.side_id from conversations.message m
         where m.account_id = given.account_id and m.external_id = answer.ref limit 1) answered
       union all
       (select c.id, null, 1000000 from conversations.conversation c
        where c.account_id = given.account_id and c.thread_key = given.thread_key limit 1)
       order by place limit 1
     ) near
     cross join lateral (select * from conversations.inbox_row r where r.conversation_id = near.conversation_id limit 1) row
     left join lateral (
       select r.status, r.holder from conversations.inbox_row r
       where row.status = 'closed' and r.conversation_id = (select g.into_id from conversations.merging g
         where g.conversation_id = row.conversation_id and g.undone_at is null) limit 1) works on true
   ) thread on true`,
)

type Row = readonly [AccountId, string, string, string]

const alongside = together<Row, Before>({
  keyOf: ([account, ref]) => `${account} ${ref}`,
  run: async (database, rows) => {
    const found = await runShared(database, find, rows)
    return found.toSorted((a, b) => a.place - b.place).map(({ received, thread }) => ({ received, thread }))
  },
  alone: async ({ pool }, row) => {
    const [found] = await find.run(pool, columnsOf([row]))
    return { received: found?.received ?? null, thread: found?.thread ?? null }
  },
  underWay: 1,
})

/** Was this message here before, and which conversation does it belong to? Messages that arrive together are looked up together. */
export const findBefore = ({ database }: Context, { account, ref, thread }: Arriving): Promise<Before> =>
  alongside(database, [account, ref, thread.id, JSON.stringify(thread.answers)])
