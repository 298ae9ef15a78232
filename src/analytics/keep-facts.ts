import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { allBrands, type Brand } from '#people'
import { columnsOf } from './columns.ts'
import type { Fact } from './fact.ts'
import { fold } from './fold.ts'

/** The name of the handler whose cursors say how far facts reach. */
export const FACTS = 'analytics.facts'

/** Applies one event to its conversation's fact: the state it was in ends here, the next begins. An event that was applied already changes nothing. */
export async function keepFacts(tx: Tx, event: StoredEvent): Promise<void> {
  if (event.brand === null) return
  const held = await tx
    .selectFrom('analytics.conversation_fact')
    .select(['from_pos', 'fold'])
    .where('conversation_id', '=', event.subject)
    .where('to_pos', 'is', null)
    .executeTakeFirst()
  if (held !== undefined && held.from_pos >= event.pos) return
  const next = fold(held?.fold ?? null, { ...event, at: event.at.getTime() })
  if (next === null || isDeepStrictEqual(next, held?.fold)) return
  await end(tx, event)
  await add(tx, event, next)
}

/** A batch of events is one transaction: its brands are read once. */
const read = new WeakMap<Tx, Promise<readonly Brand[]>>()
function brandsIn(tx: Tx): Promise<readonly Brand[]> {
  const brands = read.get(tx) ?? allBrands(tx)
  read.set(tx, brands)
  return brands
}

const end = (tx: Tx, event: StoredEvent) =>
  tx
    .updateTable('analytics.conversation_fact')
    .set({ to_pos: event.pos, to_at: tx.clock.now(), fold: null })
    .where('conversation_id', '=', event.subject)
    .where('to_pos', 'is', null)
    .execute()

async function add(tx: Tx, event: StoredEvent, fact: Fact): Promise<void> {
  const brand = (await brandsIn(tx)).find(({ id }) => id === event.brand)
  if (brand === undefined) return
  await tx
    .insertInto('analytics.conversation_fact')
    .values({
      conversation_id: event.subject,
      from_pos: event.pos,
      to_pos: null,
      to_at: null,
      fold: fact,
      brand_id: brand.id,
      ...columnsOf(fact, brand.hours),
    })
    .execute()
}
