import { sql } from '#kernel/db'
import type { PersonalTable } from '#kernel/registry'

const rowsOf = async (query: Promise<{ rows: unknown[] }>): Promise<unknown[]> => (await query).rows
/** For finding out what a provider really sent, no longer. */
const KEPT = { days: 30 }

/** Raw deliveries name nobody: they are known by what was read out of them. Others of the same batch that wait keep it for so long; what is not read or taken in yet does not expire, however far ahead a clock may be. */
const delivery: PersonalTable = {
  table: 'channels.delivery',
  contactColumn: 'id',
  fields: ['body', 'headers', 'path'],
  retention: KEPT,
  erase: (tx, contact) => empty(tx, sql`contact_id = ${contact}`),
  forget: (tx, conversation) => empty(tx, sql`conversation_id = ${conversation}`),
  // Bytes as they came, encoded in many ways: they go as a whole.
  redact: (tx, { conversations }) => empty(tx, sql`conversation_id = any(${[...conversations]}::uuid[])`),
  expire: async (tx, before, atMost) => {
    const { rows } = await sql`
      delete from channels.delivery where id in (
        select id from channels.delivery d where received_at < ${before} and (parsed_at is not null or aside_at is not null)
          and not exists (select from channels.inbound i where i.delivery_id = d.id and i.taken_at is null and i.event is not null)
        order by received_at limit ${atMost}) returning id`.execute(tx)
    return rows.length
  },
  export: (db, contact) =>
    rowsOf(
      sql`select id, path, received_at, encode(body, 'base64') as body from channels.delivery
          where id in (select delivery_id from channels.inbound where contact_id = ${contact})`.execute(db),
    ),
}

const empty = async (tx: Parameters<PersonalTable['erase']>[0], whose: ReturnType<typeof sql>): Promise<void> => {
  await sql`
    update channels.delivery d set body = '', headers = '{}', path = ''
    where id in (select delivery_id from channels.inbound where ${whose})
      and not exists (select from channels.inbound i where i.delivery_id = d.id and i.event is not null)`.execute(tx)
}

/** The key stays: a provider that sends the same again after an erasure must not bring it back. */
const inbound: PersonalTable = {
  table: 'channels.inbound',
  contactColumn: 'contact_id',
  fields: ['event'],
  retention: KEPT,
  erase: async (tx, contact) => {
    await sql`update channels.inbound set contact_id = null, event = null where contact_id = ${contact}`.execute(tx)
  },
  forget: async (tx, conversation) => {
    await sql`update channels.inbound set contact_id = null, event = null where conversation_id = ${conversation}`.execute(
      tx,
    )
  },
  // With its delivery.
  expire: async () => 0,
  export: (db, contact) =>
    rowsOf(
      sql`select id, received_at, taken_at, conversation_id from channels.inbound where contact_id = ${contact}`.execute(
        db,
      ),
    ),
  repoint: async (tx, from, to) => {
    const { rows } = await sql<{ id: string }>`
      update channels.inbound set contact_id = ${to} where contact_id = ${from} returning id`.execute(tx)
    return rows.map(({ id }) => id)
  },
}

/** In this order: what was read tells which deliveries are whose. */
export const personalTables: readonly PersonalTable[] = [delivery, inbound]
