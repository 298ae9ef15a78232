import { visibleIn } from '#kernel/access'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import { sameOrRefused } from '../id-reused.ts'
import type { Attribute, AttributeValues } from './contract.ts'
import { keepFitting } from './misfits.ts'

type New = AttributeValues & Pick<Attribute, 'id' | 'brand' | 'on' | 'key'>

const mine = (ctx: Context, permission: 'contact.read' | 'attribute.manage') =>
  visibleIn(ctx.actor, permission, sql.ref('d.brand_id'))

export async function listAttributes(ctx: Context) {
  const { rows } = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  return { items: await load(ctx.db, mine(ctx, 'contact.read')), next: null, live: rows[0]?.live ?? '0' }
}

export const defineAttribute = (ctx: Context, input: New): Promise<Attribute> =>
  ctx.transaction(async (tx) => {
    check(input)
    const { id, brand, on, key } = input
    const { rows } = await sql`
      insert into people.attribute (id, brand_id, holder, key, name, hint, type, options, required, reads, writes, place, created_at)
      values (${id}, ${brand}, ${on}, ${key}, ${text(input.name)}, ${text(input.hint)}, ${input.type}, ${text(input.options)},
        ${input.required}, ${input.reads}, ${input.writes}, ${input.place}, ${tx.clock.now()})
      on conflict do nothing returning id`.execute(tx)
    const [now] = await load(tx, sql`d.id = ${id}`)
    if (rows.length > 0) await tell(tx, 'attribute.defined', brand, id)
    else if (now === undefined)
      throw fault('key', 'This brand has an attribute of this key already. Choose another key.')
    else sameOrRefused(now, input, 'attribute')
    return found(now)
  })

export const changeAttribute = (ctx: Context, id: string, values: AttributeValues): Promise<Attribute> =>
  onAttribute(ctx, id, async (tx, before) => {
    check(values)
    await keepFitting(tx, before, values)
    await sql`
      update people.attribute set name = ${text(values.name)}, hint = ${text(values.hint)}, type = ${values.type},
        options = ${text(values.options)}, required = ${values.required}, reads = ${values.reads}, writes = ${values.writes},
        place = ${values.place}, rev = rev + 1 where id = ${id}`.execute(tx)
  })

export const archiveAttribute = (ctx: Context, id: string, archived: boolean): Promise<Attribute> =>
  onAttribute(ctx, id, async (tx) => {
    await sql`
      update people.attribute set archived_at = ${archived ? sql`coalesce(archived_at, ${tx.clock.now()})` : null}, rev = rev + 1
      where id = ${id}`.execute(tx)
  })

async function onAttribute(
  ctx: Context,
  id: string,
  change: (tx: Tx, before: Attribute) => Promise<void>,
): Promise<Attribute> {
  return ctx.transaction(async (tx) => {
    await sql`select from people.attribute where id = ${id} for update`.execute(tx)
    const before = found((await load(tx, sql`d.id = ${id} and ${mine(ctx, 'attribute.manage')}`))[0])
    await change(tx, before)
    await tell(tx, 'attribute.changed', before.brand, id)
    return found((await load(tx, sql`d.id = ${id}`))[0])
  })
}

/** One that the caller may change. */
export const attributeOf = async (ctx: Context, id: string): Promise<Attribute> =>
  found((await load(ctx.db, sql`d.id = ${id} and ${mine(ctx, 'attribute.manage')}`))[0])

const load = async (db: Db, where: RawBuilder<unknown>): Promise<Attribute[]> => {
  const { rows } = await sql<Attribute>`
    select d.id, d.brand_id as brand, d.holder as "on", d.key, d.name, d.hint, d.type, d.options, d.required, d.reads, d.writes, d.place,
      d.archived_at is not null as archived, d.rev,
      (select count(*)::int from people.attribute_value v where v.attribute_id = d.id and v.value is not null) as held
    from people.attribute d where ${where} order by d.holder, d.place, d.id`.execute(db)
  return rows
}

function check({ name, type, options }: AttributeValues): void {
  if (Object.values(name).every((each) => each.trim() === '')) throw fault('name', 'Give it a name.')
  const isList = type === 'one' || type === 'several'
  if (isList && options.every(({ retired }) => retired))
    throw fault('options', 'A list needs something to choose from.')
  if (new Set(options.map(({ key }) => key)).size < options.length)
    throw fault('options', 'Two entries of the list have the same key.')
  if (options.some(({ name: each }) => Object.values(each).every((one) => one.trim() === '')))
    throw fault('options', 'Give each entry of the list a name.')
}

const text = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`
const tell = (tx: Tx, name: 'attribute.defined' | 'attribute.changed', brand: BrandId, attributeId: string) =>
  publish(tx, name, { brand, subject: attributeId, data: { attributeId } })

const fault = (pointer: string, detail: string): Problem =>
  new Problem('invalid_input', `${detail} Nothing was changed.`, { faults: [{ pointer: `/body/${pointer}`, detail }] })

function found<T>(one: T | undefined): T {
  if (one === undefined) throw notFound('attribute')
  return one
}
