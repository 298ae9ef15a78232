import { presentRow } from '#conversations'
import { type Db, type RawBuilder, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Offer } from './contract.ts'

interface Row extends Omit<Offer, 'row' | 'at' | 'until' | 'id'> {
  id: ConversationId
  at: Date
  until: Date
}

/** What the caller is offered now, oldest first; nothing for a program. */
export async function listOffers({ db, actor }: Context): Promise<Offer[]> {
  return actor.kind === 'agent' ? offersWhere(db, sql`o.agent_id = ${actor.id}`) : []
}

/** Open ones. An advisor has few, so each row is read by itself. */
export async function offersWhere(db: Db, where: RawBuilder<unknown>): Promise<Offer[]> {
  const { rows } = await sql<Row>`
    select o.conversation_id as id, o.agent_id as agent, o.facts, o.at, o.until,
      jsonb_build_object('id', q.id, 'name', q.name) as queue,
      floor(extract(epoch from o.at) * 1000)::float8 + o.rev as rev
    from routing.offer o join routing.queue q on q.id = o.queue_id
    where o.settled_at is null and ${where} order by o.at, o.id limit 100`.execute(db)
  return Promise.all(
    rows.map(async ({ at, until, ...offer }) => ({
      ...offer,
      at: at.toISOString(),
      until: until.toISOString(),
      row: await presentRow(db, offer.id),
    })),
  )
}
