import type { Database } from '#kernel/db'
import { words } from './words.ts'

/** Ids that pgbench can work out from a number, as the fixed yardstick does. */
export const idOf = (n: number, kind = '8000'): string =>
  `00000000-0000-7000-${kind}-${n.toString(16).padStart(12, '0')}`
export const BRAND = idOf(1, 'a000')
export const ACCOUNT = idOf(2, 'a000')

const numbered = (kind: string): string => `('00000000-0000-7000-${kind}-' || lpad(to_hex(n), 12, '0'))::uuid`

/**
 * So many conversations in which somebody waits, as after years of work: each of the first `talkative` with `messages` of them.
 * Written by SQL: filling through the product would measure patience.
 */
export async function fill(
  database: Database,
  { conversations, talkative = 0, messages = 60, open = conversations }: FillOptions,
): Promise<void> {
  const client = await database.pool.connect()
  // Filling takes as long as it takes; the limit of the product's statements is for the product.
  await client.query('set statement_timeout = 0')
  await client.query(
    `insert into people.brand (id, slug, name, languages, look, hours, first_holder, pre_chat, greeting, legal, created_at)
     values ($1, 'bench', 'Bench', '{en}', $2, $3, 'queue', '{}', '{}', '{}', now())`,
    [BRAND, JSON.stringify({ hue: 262, chroma: 0.16, radius: 4 }), JSON.stringify(hours)],
  )
  await client.query(
    `insert into conversations.conversation (id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, created_at)
     select ${numbered('8000')}, $1, $2, 'chat.web', 'private', n::text, ${numbered('9000')}, 'BEN-' || n,
       now() - n * interval '1 second' from generate_series(1, ${conversations}) n`,
    [BRAND, ACCOUNT],
  )
  await client.query(
    `insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference, created_at,
       holder, status, last_at, last_text, waiting_since, last_seq, last_contact_seq)
     select id, brand_id, contact_id, 'Amina', channel, visibility, reference, created_at, 'queue',
       case when thread_key::int <= ${open} then 'open' else 'closed' end, created_at,
       'My line has been down since this morning, can you look?', case when thread_key::int <= ${open} then created_at end,
       case when thread_key::int <= ${talkative} then ${messages} else 0 end,
       case when thread_key::int <= ${talkative} then ${messages} else 0 end from conversations.conversation`,
  )
  await client.query(talk(talkative, messages), [ACCOUNT])
  for (const table of ['conversation', 'inbox_row', 'message'])
    await client.query(`vacuum analyze conversations.${table}`)
  client.release(true)
}

const hours = { timeZone: 'Europe/Brussels', week: [], closedDays: [] }

export interface FillOptions {
  conversations: number
  talkative?: number
  messages?: number
  /** How many of them are open; the others were closed long ago. */
  open?: number
}

const talk = (talkative: number, messages: number): string =>
  `insert into conversations.message (conversation_id, seq, id, account_id, by_kind, by_id, by_name, visibility, text, html, baked_by, lang, at, received_at)
   select ${numbered('8000')}, s, gen_random_uuid(), $1, case when s % 2 = 1 then 'contact' else 'agent' end, ${numbered('9000')}, 'Amina',
     'private', '${words}', '', 0, 'en', now(), now()
   from generate_series(1, ${talkative}) n, generate_series(1, ${messages}) s`
