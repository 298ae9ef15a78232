import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/db'
import { eventDataFaults } from './data-faults.ts'
import type { EventName, Fact } from './event.ts'
import { isReplay } from './replaying.ts'

// A check for whoever writes the code: in production a wrong fact must not cost a customer their message.
const checked = process.env.NODE_ENV !== 'production'

/**
 * Writes a fact into the log, in the transaction of the change it tells. The bell rings after commit.
 * Outside production it throws when the data, ids or scopes are more than ids, codes, numbers and times.
 */
export async function publish<N extends EventName>(tx: Tx, name: N, fact: Fact<N>): Promise<void> {
  await publication(tx, name, fact)?.execute(tx)
}

/** The same for many of one kind, in their order, by one statement. */
export async function publishAll<N extends EventName>(tx: Tx, name: N, facts: readonly Fact<N>[]): Promise<void> {
  if (isReplay(tx) || facts.length === 0) return
  if (checked) for (const fact of facts) check(name, fact)
  const rows = facts.map(({ brand, subject, about = {}, data, scopes = [], was = null }) => ({
    brand,
    subject,
    about,
    data,
    scopes,
    was,
  }))
  await sql`
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes, was)
    select ${tx.clock.now()}, ${name}, brand, subject, about, ${tx.by}, data, scopes, was
    from rows from (json_to_recordset(${JSON.stringify(rows)}::json)
      as (brand uuid, subject uuid, about jsonb, data jsonb, scopes text[], was text[])) with ordinality
      as fact (brand, subject, about, data, scopes, was, place)
    order by place`.execute(tx)
}

/** The same as a part of a statement that is the change itself: a round trip less. Null in a replay, which publishes nothing. */
export function publication<N extends EventName>(tx: Tx, name: N, fact: Fact<N>): RawBuilder<unknown> | null {
  if (isReplay(tx)) return null
  if (checked) check(name, fact)
  return sql`
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes, was)
    values (${tx.clock.now()}, ${name}, ${fact.brand}, ${fact.subject}, ${JSON.stringify(fact.about ?? {})}::jsonb, ${tx.by},
            ${JSON.stringify(fact.data)}::jsonb, ${fact.scopes ?? []}::text[], ${fact.was ?? null}::text[])`
}

function check(name: string, { data, about, scopes, was }: Fact<EventName>): void {
  const wrong = eventDataFaults({ data, about, scopes, was })
  if (wrong.length > 0)
    throw new Error(`The event '${name}' holds more than ids, codes, numbers and times at ${wrong.join(' ')}.`)
}
