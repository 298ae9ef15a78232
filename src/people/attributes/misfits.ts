import { type Db, sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import type { Attribute, AttributeValues, Value } from './contract.ts'
import { attributeOf } from './define.ts'
import { converted } from './fit.ts'

const SHOWN = 50

type Shape = Pick<AttributeValues, 'type' | 'options'>
interface Held {
  value: Exclude<Value, null>
  times: number
}

const heldOf = async (db: Db, attribute: string): Promise<Held[]> => {
  const { rows } = await sql<Held>`
    select value, count(*)::int as times from people.attribute_value
    where attribute_id = ${attribute} and value is not null group by value order by 2 desc, value::text`.execute(db)
  return rows
}

/** Which values would not fit; told to who changes the definition, and kept nowhere. */
export async function showMisfits(ctx: Context, id: string, to: Shape) {
  const from = await attributeOf(ctx, id)
  const misfits = (await heldOf(ctx.db, id)).filter(({ value }) => !converted(value, from, to).ok)
  return {
    misfits: misfits.slice(0, SHOWN).map(({ value, times }) => ({ value: [value].flat().join(', '), times })),
    total: misfits.reduce((sum, { times }) => sum + times, 0),
  }
}

/** Says all values in the new type; refused, and none is touched, when one of them cannot be. */
export async function keepFitting(tx: Tx, from: Attribute, to: Shape): Promise<void> {
  const held = await heldOf(tx, from.id)
  const fits = held.map(({ value, times }) => ({ value, times, fit: converted(value, from, to) }))
  const misfits = fits.filter(({ fit }) => !fit.ok).reduce((sum, { times }) => sum + times, 0)
  if (misfits > 0) {
    const detail = `${misfits} ${misfits === 1 ? 'value does' : 'values do'} not fit. Change or take away what does not, or keep the type.`
    throw new Problem('unprocessable', `${detail} Nothing was changed.`, {
      faults: [{ pointer: '/body/type', detail }],
    })
  }
  const changed = fits.flatMap(({ value, fit }) =>
    fit.ok && JSON.stringify(fit.value) !== JSON.stringify(value) ? [{ old: value, now: fit.value }] : [],
  )
  if (changed.length === 0) return
  await sql`
    update people.attribute_value v set value = nullif(c.now, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as c (old jsonb, now jsonb)
    where v.attribute_id = ${from.id} and v.value = c.old`.execute(tx)
}
