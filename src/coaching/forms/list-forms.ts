import { visibleIn } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Criterion, FormsApi, ReviewForm } from './contract.ts'

type Answer = FormsApi['GET /api/v1/review-forms']['answer']

export interface FormRow {
  id: string
  brand_id: BrandId | null
  name: Record<string, string>
  criteria: Criterion[]
  retired_at: Date | null
  rev: number
}

export async function listForms(ctx: Context): Promise<Answer> {
  const { rows } = await sql<FormRow & { used: number }>`
    select f.*, (select count(*)::integer from coaching.review v where v.form_id = f.id and v.scored_at is not null) as used
    from coaching.form f
    where f.brand_id is null or ${visibleIn(ctx.actor, 'coaching.read', sql.ref('f.brand_id'))}
    order by f.retired_at is not null, f.name::text, f.id`.execute(ctx.db)
  return { items: rows.map(({ used, ...row }) => ({ ...shownForm(row), used })) }
}

export const shownForm = (row: FormRow): ReviewForm => ({
  id: row.id,
  brand: row.brand_id,
  name: row.name,
  criteria: row.criteria,
  retired: row.retired_at !== null,
  rev: row.rev,
})

/** A form that conversations of this brand can be scored on: the brand's own or everybody's. */
export async function formOf(db: Db, id: string, brand: BrandId): Promise<FormRow | null> {
  const { rows } = await sql<FormRow>`
    select * from coaching.form where id = ${id} and (brand_id is null or brand_id = ${brand})`.execute(db)
  return rows[0] ?? null
}
