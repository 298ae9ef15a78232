import { type Db, type RawBuilder, sql } from '#kernel/db'
import type { BrandId, ContactId } from '#kernel/ids'
import type { Asks } from './contract.ts'

export interface Test {
  brand: BrandId
  asks: Asks
  /** Facts that are older say nothing any more. */
  days: number
}

/** Whether the facts `f` fit; a rule that asks nothing fits nobody. */
export function fits({ brand, asks, days }: Test, now: Date): RawBuilder<boolean> {
  const { monthlyValue, tenureMonths, followers, churnRisk, vulnerable } = asks
  const all = [
    ...(monthlyValue === undefined ? [] : [sql<boolean>`f.monthly_value >= ${monthlyValue}`]),
    ...(tenureMonths === undefined
      ? []
      : [
          sql<boolean>`f.customer_since <= (${now}::timestamptz - make_interval(months => ${tenureMonths}::int))::date`,
        ]),
    ...(followers === undefined ? [] : [sql<boolean>`f.followers >= ${followers}`]),
    ...(churnRisk === undefined ? [] : [sql<boolean>`f.churn_risk >= ${churnRisk}`]),
    ...(vulnerable === true ? [sql<boolean>`f.vulnerable`] : []),
  ]
  if (all.length === 0) return sql<boolean>`false`
  const fresh = sql<boolean>`f.brand_id = ${brand} and f.at >= ${now}::timestamptz - make_interval(days => ${days}::int)`
  return sql<boolean>`(${fresh} and ${sql.join(all, sql` and `)})`
}

/** The newest facts of each contact who is still there: a merge may have brought older ones along. */
export const newest = sql`(
  select distinct on (x.contact_id) x.* from people.contact_facts x join people.contact c on c.id = x.contact_id and c.erased_at is null
  order by x.contact_id, x.at desc, x.id desc)`

export async function countFitting(db: Db, test: Test, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${newest} f where ${fits(test, now)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Of these contacts, those whose facts fit. */
export async function fittingAmong(
  db: Db,
  contacts: readonly ContactId[],
  test: Test,
  now: Date,
): Promise<Set<ContactId>> {
  if (contacts.length === 0) return new Set()
  const { rows } = await sql<{ id: ContactId }>`
    select f.contact_id as id from ${newest} f where f.contact_id = any(${[...new Set(contacts)]}::uuid[]) and ${fits(test, now)}`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}
