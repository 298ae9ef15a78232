import pg from 'pg'
import { numberIn, type Word } from './ledger.ts'

export interface Shown {
  conversation: string
  n: number
  delivery: string | null
  channel: string
}

/** What the database says; asked by a connection of our own each time, so that a restart between two questions is nothing special. */
export interface Books {
  ask<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>
  /** All that was said by customers, or answered, in the order of each conversation. */
  shown(word: Word): Promise<Shown[]>
  /** What is still to be read, taken in or sent; what was put aside for a person is not. */
  undone(): Promise<number>
  /** Conversations whose messages are not numbered 1, 2, 3 … */
  gaps(): Promise<number>
}

export function openBooks(url: () => string | null): Books {
  const ask = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> => {
    const client = new pg.Client({ connectionString: url() ?? '', connectionTimeoutMillis: 5_000 })
    client.on('error', () => {})
    await client.connect()
    return client
      .query<T>(text, values)
      .then(({ rows }) => rows)
      .finally(() => client.end())
  }
  return {
    ask,
    shown: async (word) => {
      const by = word === 'message' ? 'contact' : 'agent'
      const rows = await ask<{ conversation: string; text: string; delivery: string | null; channel: string }>(
        `select m.conversation_id as conversation, m.text, m.delivery, c.channel
         from conversations.message m join conversations.conversation c on c.id = m.conversation_id
         where m.by_kind = $1 and m.deleted_at is null order by m.conversation_id, m.seq`,
        [by],
      )
      return rows.flatMap(({ text, ...row }) => {
        const n = numberIn(text, word)
        return n === null ? [] : [{ ...row, n }]
      })
    },
    undone: async () => {
      const [row] = await ask<{ n: number }>(`
        select (select count(*) from channels.delivery d where parsed_at is null
                and not exists (select from kernel.dead_job j where j.payload ->> 'deliveryId' = d.id::text))
             + (select count(*) from channels.inbound i where taken_at is null
                and not exists (select from kernel.dead_job j where j.payload ->> 'inboundId' = i.id::text))
             + (select count(*) from conversations.message where delivery = 'queued') as n`)
      return Number(row?.n ?? 1)
    },
    gaps: async () => {
      const [row] = await ask<{ n: number }>(`
        select count(*) as n from (select from conversations.message group by conversation_id
          having max(seq) - min(seq) + 1 <> count(*) or min(seq) <> 1) as g`)
      return Number(row?.n ?? 0)
    },
  }
}
