import { createHash } from 'node:crypto'
import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely'
import type pg from 'pg'
import type { Tables } from './database.ts'

/** One of the hot dozen: a whole statement that PostgreSQL plans once per connection, because it has a name. */
export interface HotStatement<Row> {
  readonly name: string
  readonly text: string
  /** On the pool or a Db its round trip is its own transaction; on a Tx or a client that is in one, it is part of that. */
  run(on: Kysely<Tables> | Pick<pg.Pool, 'query'> | pg.ClientBase, values: readonly unknown[]): Promise<Row[]>
}

const names = new Map<string, string>()

/** Declares a named statement. Names are unique in the program, at most 63 bytes. */
export function hot<Row>(name: string, text: string): HotStatement<Row> {
  names.set(text, name)
  return {
    name,
    text,
    run: async (on, values) => {
      const { rows } =
        'executeQuery' in on
          ? await on.executeQuery<Row>(CompiledQuery.raw(text, [...values]))
          : await on.query({ name, text, values: [...values] })
      return rows as Row[]
    },
  }
}

/** The name a text was declared with: Kysely knows no names, so the client looks them up. */
export const nameOf = (text: string): string | undefined => names.get(text)

/** Beyond these the rest is planned each time: names live as long as a connection, and callers choose shapes. */
const MOST_SHAPES = 200
let shapes = 0

/** A statement put together from parts: each shape it takes is planned once per connection, like a hot statement. */
export async function hotShape<Row>(on: Kysely<Tables>, statement: RawBuilder<Row>): Promise<Row[]> {
  const compiled = statement.compile(on)
  if (!names.has(compiled.sql) && shapes < MOST_SHAPES) {
    names.set(compiled.sql, `shape-${createHash('sha256').update(compiled.sql).digest('hex').slice(0, 32)}`)
    shapes++
  }
  return (await on.executeQuery<Row>(compiled)).rows
}
