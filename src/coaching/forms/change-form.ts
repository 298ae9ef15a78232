import { visibleIn } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import type { FormsApi, ReviewForm } from './contract.ts'
import { type FormRow, shownForm } from './list-forms.ts'

type New = FormsApi['POST /api/v1/review-forms']['body']
type Change = FormsApi['PUT /api/v1/review-forms/:id']['body']

/** Said twice with the same id it is meant once. */
export const createForm = (ctx: Context, { id, brand, name, criteria }: New): Promise<ReviewForm> =>
  ctx.transaction(async (tx) => {
    refuseDouble(criteria)
    const { rows } = await sql<FormRow>`
      insert into coaching.form (id, brand_id, name, criteria)
      values (${id}, ${brand}, ${JSON.stringify(name)}::jsonb, ${JSON.stringify(criteria)}::jsonb)
      on conflict (id) do nothing returning *`.execute(tx)
    const [made] = rows
    if (made !== undefined) {
      await told(tx, made)
      return shownForm(made)
    }
    const known = await mine(tx, ctx, id)
    if (known.brand_id === brand && (await holdsSame(tx, id, { name, criteria }))) return shownForm(known)
    throw new Problem('id_reused', 'This id already belongs to another form. Send again with a new id.')
  })

/** What was scored on it keeps the questions it was scored on. Errors: `stale` when somebody else changed it since. */
export const changeForm = (ctx: Context, id: string, { name, criteria, rev }: Change): Promise<ReviewForm> =>
  ctx.transaction(async (tx) => {
    const row = await mine(tx, ctx, id)
    refuseDouble(criteria)
    if (await holdsSame(tx, id, { name, criteria })) return shownForm(row)
    if (row.rev !== rev)
      throw new Problem('stale', 'Somebody else has changed this form. Nothing was changed; look at it and try again.')
    const { rows } = await sql<FormRow>`
      update coaching.form set name = ${JSON.stringify(name)}::jsonb, criteria = ${JSON.stringify(criteria)}::jsonb, rev = rev + 1
      where id = ${id} returning *`.execute(tx)
    const changed = rows[0] ?? row
    await told(tx, changed)
    return shownForm(changed)
  })

/** Offered no more; a rule that picks for it goes on, so that nothing stops unseen. */
export const retireForm = (ctx: Context, id: string, retired: boolean): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await mine(tx, ctx, id)
    if ((row.retired_at !== null) === retired) return
    const at = retired ? tx.clock.now() : null
    await sql`update coaching.form set retired_at = ${at}, rev = rev + 1 where id = ${id}`.execute(tx)
    await told(tx, row)
  })

async function mine(tx: Tx, ctx: Context, id: string): Promise<FormRow> {
  const { rows } = await sql<FormRow>`
    select f.* from coaching.form f
    where f.id = ${id} and ${visibleIn(ctx.actor, 'coaching.manage', sql.ref('f.brand_id'))} for update`.execute(tx)
  const [row] = rows
  if (row === undefined) throw notFound('review form')
  return row
}

/** Compared as JSON, in which the order of names says nothing. */
async function holdsSame(tx: Tx, id: string, { name, criteria }: Omit<Change, 'rev'>): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select name = ${JSON.stringify(name)}::jsonb and criteria = ${JSON.stringify(criteria)}::jsonb as same
    from coaching.form where id = ${id}`.execute(tx)
  return rows[0]?.same ?? false
}

function refuseDouble(criteria: New['criteria']): void {
  const at = criteria.findIndex(({ id }, n) => criteria.findIndex((other) => other.id === id) < n)
  if (at < 0) return
  throw new Problem('invalid_input', 'Two questions of the form have the same id. Give each its own.', {
    faults: [{ pointer: `/body/criteria/${at}/id`, detail: 'must be its own' }],
  })
}

const told = (tx: Tx, { id, brand_id }: FormRow) =>
  publish(tx, 'review-form.defined', { brand: brand_id, subject: id, data: { formId: id } })
