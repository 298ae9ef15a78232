import { type Actor, authorOf, may, type Scope } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { type BrandId, type ContactId, newId } from '#kernel/ids'
import type { Attribute, Known, Value } from './contract.ts'
import { fitted } from './fit.ts'

/** Of what something is known: a contact, or a conversation of theirs. */
export interface Holder {
  on: 'contact' | 'conversation'
  subject: string
  contact: ContactId
  brand: BrandId
  scopes: readonly Scope[]
}
interface Row extends Omit<Attribute, 'archived' | 'held' | 'rev'> {
  value: Value
  by: string | null
  name_by: string | null
  at: Date | null
}

/** What a merge brought along counts, too: of two words the younger. */
const saidOf = ({ on, subject, contact }: Holder) => sql`
  select x.value, x.by, x.at from people.attribute_value x
  where x.attribute_id = d.id and ${on === 'contact' ? sql`x.contact_id = ${contact}` : sql`x.subject = ${subject}`}
  order by x.at desc, x.id desc limit 1`

const load = async (db: Db, holder: Holder): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select d.id, d.brand_id as brand, d.holder as "on", d.key, d.name, d.hint, d.type, d.options, d.required, d.reads, d.writes, d.place,
      v.value, v.by, v.at, a.name as name_by
    from people.attribute d
    left join lateral (${saidOf(holder)}) v on true
    left join people.agent a on 'agent:' || a.id = v.by
    where d.brand_id = ${holder.brand} and d.holder = ${holder.on} and d.archived_at is null
    order by d.place, d.id`.execute(db)
  return rows
}

/** What the caller may read of it, in the brand's order. */
export async function attributesOf(db: Db, actor: Actor, holder: Holder): Promise<{ items: Known[] }> {
  const rows = await load(db, holder)
  return { items: rows.filter(({ reads }) => covers(actor, reads, holder)).map((row) => present(row, actor, holder)) }
}

const covers = (actor: Actor, who: 'all' | 'works' | 'leads', { on, brand, scopes }: Holder): boolean => {
  if (who === 'all') return true
  const works = on === 'contact' ? 'contact.edit' : 'conversation.work'
  return may(actor, who === 'works' ? works : 'attribute.guarded', { brand, scopes })
}

function present({ reads, writes, place: _, by, name_by, at, ...row }: Row, actor: Actor, holder: Holder): Known {
  return {
    ...row,
    said: by === null || at === null ? null : { by: kindOf(by), name: name_by, at: at.toISOString() },
    may: covers(actor, reads, holder) && covers(actor, writes, holder) && covers(actor, 'works', holder),
  }
}

function kindOf(by: string): NonNullable<Known['said']>['by'] {
  if (by.startsWith('agent:')) return 'person'
  if (by.startsWith('key:')) return 'program'
  if (by.startsWith('rule:')) return 'rule'
  return by === 'bot' ? 'bot' : 'system'
}

/** False when it is known so already. The holder is locked by the caller, who tells it. */
export async function setAttribute(
  tx: Tx,
  actor: Actor,
  holder: Holder,
  said: { attribute: string; value: Value },
): Promise<boolean> {
  const row = (await load(tx, holder)).find(({ id }) => id === said.attribute)
  if (row === undefined || !covers(actor, row.reads, holder)) throw notFound('attribute')
  const why = 'This attribute is not yours to change.'
  if (!covers(actor, row.writes, holder)) throw new Problem('not_allowed', `${why} Nothing was changed.`)
  const fitting = fitted(row, said.value, row.value)
  if (!fitting.ok)
    throw new Problem('invalid_input', 'This value does not fit. Nothing was changed.', {
      faults: [{ pointer: '/body/value', detail: fitting.why }],
    })
  if (JSON.stringify(fitting.value) === JSON.stringify(row.value ?? null)) return false
  const value = fitting.value === null ? null : sql`${JSON.stringify(fitting.value)}::jsonb`
  await sql`
    insert into people.attribute_value (id, attribute_id, subject, contact_id, value, by, at)
    values (${newId()}, ${row.id}, ${holder.subject}, ${holder.contact}, ${value}, ${authorOf(actor)}, ${tx.clock.now()})
    on conflict (attribute_id, subject) do update set value = excluded.value, contact_id = excluded.contact_id,
      by = excluded.by, at = excluded.at`.execute(tx)
  return true
}

/** What the brand asks its people for before they solve, and nobody has said. */
export async function lackingToSolve(
  db: Db,
  holders: readonly Holder[],
): Promise<Pick<Known, 'id' | 'key' | 'name'>[]> {
  const rows = await Promise.all(holders.map((holder) => load(db, holder)))
  return rows.flat().filter(({ required, value }) => required && value === null)
}
