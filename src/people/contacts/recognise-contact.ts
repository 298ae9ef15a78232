import { authorOf, type By } from '#kernel/access'
import { columnsOf, type Database, type Db, runShared, type Tx, together } from '#kernel/db'
import { type BrandId, type ContactId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Level } from '../contract.ts'
import { handleKey } from './handle.ts'
import { recognise } from './recognise-statement.ts'

export interface Known {
  brand: BrandId
  channel: string
  /** The outside's id of the person on this channel: an address, a number, a scoped id, a widget's key. */
  handle: string
  name?: string | null
  lang?: string | null
  /** What the channel itself proves; `none` when not said. */
  level?: Extract<Level, 'none' | 'claimed' | 'channel'>
}

export interface Recognised {
  contactId: ContactId
  created: boolean
}

/**
 * The contact behind an identity; both are made when the identity is new, and the log is told. Ten at once make one contact.
 * Merged contacts are followed, because a merge moves identities along.
 */
export const recogniseContact = (tx: Tx, known: Known): Promise<Recognised> =>
  recogniseOn(tx, rowOf(known, tx.by, tx.clock.now()))

/** The same in a transaction of its own, which it shares with others that are met at this moment. */
export async function recogniseAlongside(ctx: Context, known: Known): Promise<Recognised> {
  const found = await alongside(ctx.database, rowOf(known, authorOf(ctx.actor), ctx.clock.now()))
  if (found.created) ctx.database.ring()
  return found
}

const alongside = together<Row, Recognised>({
  keyOf: ([, , brand, channel, , key]) => `${brand} ${channel} ${key}`,
  run: async (database, rows) => {
    const found = await runShared(database, recognise, rows)
    const byId = new Map(found.map(({ id, contact_id, created }) => [id, { contactId: contact_id, created }]))
    return rows.map(([id]) => byId.get(id))
  },
  alone: ({ db }: Database, row) => recogniseOn(db, row),
})

async function recogniseOn(db: Db, row: Row): Promise<Recognised> {
  const [found] = await recognise.run(db, columnsOf([row]))
  if (found === undefined) throw new Error('An identity was neither found nor added.')
  return { contactId: found.contact_id, created: found.created }
}

type Row = readonly [string, string, string, string, string, string, ...unknown[]]

/** In the order of the statement's arrays. */
const rowOf = ({ brand, channel, handle, name, lang, level = 'none' }: Known, by: By, now: Date): Row => [
  newId<'identity'>(),
  newId<'contact'>(),
  brand,
  channel,
  handle,
  handleKey(channel, handle),
  level,
  name?.trim() ?? '',
  lang ?? null,
  by,
  now,
]
