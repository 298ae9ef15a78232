import type pg from 'pg'
import { type Purpose, seal, unseal } from './seal.ts'
import type { SealedColumn } from './sealed-column.ts'

export interface Resealed {
  /** Sealed with the first secret by now. */
  done: number
  /** Were so already. */
  before: number
  /** None of the secrets opens them: left as they are. */
  locked: number
}

const STEP = 500

interface Row {
  /** Where the row lies; it moves when somebody changes it, and is then met in the next round. */
  place: string
  value: unknown
}

/**
 * Seals with the first secret what older ones of the list have sealed, while the product goes on: a row that changes under our
 * hands keeps its change. Rounds go on until one finds nothing to do, because rows move when they are changed. Every step is
 * kept, so an interrupted run is simply started again.
 */
export async function resealColumn(pool: Pool, secrets: readonly string[], column: SealedColumn): Promise<Resealed> {
  for (let done = 0; ; ) {
    const round = await resealOnce(pool, secrets, column)
    if (round.done === 0) return { ...round, done, before: round.before - done }
    done += round.done
  }
}

type Pool = Pick<pg.Pool, 'query'>

async function resealOnce(pool: Pool, secrets: readonly string[], { table, column, ...kind }: SealedColumn) {
  const sum: Resealed = { done: 0, before: 0, locked: 0 }
  for (let from = '(0,0)'; ; ) {
    const { rows } = await pool.query<Row>(
      `select ctid::text as place, ${column} as value from ${table}
       where ctid > $1::tid and ${column} is not null order by ctid limit ${STEP}`,
      [from],
    )
    const last = rows.at(-1)
    if (last === undefined) return sum
    from = last.place
    for (const { place, value } of rows) {
      const change = changeOf(secrets, kind, value)
      sum.before += change.before
      sum.locked += change.locked
      if (change.value === null) continue
      const { rowCount } = await pool.query(
        `update ${table} set ${column} = $3 where ctid = $1::tid and ${column} = $2`,
        [place, asParameter(value), asParameter(change.value)],
      )
      sum.done += rowCount === 1 ? change.done : 0
    }
  }
}

interface Change extends Resealed {
  /** Null: nothing to be changed. */
  value: unknown
}

const asParameter = (value: unknown): unknown => (typeof value === 'string' ? value : JSON.stringify(value))

const changeOf = (
  secrets: readonly string[],
  { purpose, shape }: Pick<SealedColumn, 'purpose' | 'shape'>,
  value: unknown,
): Change => (shape === 'text' ? textChange(secrets, purpose, value) : valuesChange(secrets, purpose, value))

function textChange(secrets: readonly string[], purpose: Purpose, value: unknown): Change {
  const found = resealed(secrets, purpose, String(value))
  if (found === 'before' || found === 'locked') return { done: 0, before: 0, locked: 0, [found]: 1, value: null }
  return { done: 1, before: 0, locked: 0, value: found.text }
}

function valuesChange(secrets: readonly string[], purpose: Purpose, value: unknown): Change {
  const sum: Change = { done: 0, before: 0, locked: 0, value: null }
  const changed: Record<string, unknown> = { ...Object(value) }
  for (const [name, sealed] of Object.entries(changed)) {
    const one = textChange(secrets, purpose, sealed)
    sum.done += one.done
    sum.before += one.before
    sum.locked += one.locked
    if (one.value !== null) changed[name] = one.value
  }
  return sum.done === 0 ? sum : { ...sum, value: changed }
}

function resealed(
  secrets: readonly string[],
  purpose: Purpose,
  sealed: string,
): { text: string } | 'before' | 'locked' {
  const [newest = '', ...older] = secrets
  if (unseal([newest], purpose, sealed) !== null) return 'before'
  const text = unseal(older, purpose, sealed)
  return text === null ? 'locked' : { text: seal(newest, purpose, text) }
}
