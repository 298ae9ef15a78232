import { createQueryId, PostgresQueryCompiler, type RawBuilder } from 'kysely'

export { type RawBuilder, sql } from 'kysely'

const compiler = new PostgresQueryCompiler()

/** The text of a part that takes no values, for a hot statement. */
export function textOf(part: RawBuilder<unknown>): string {
  const { sql: text, parameters } = compiler.compileQuery(part.toOperationNode(), createQueryId())
  if (parameters.length > 0) throw new Error('A hot statement takes its values by $1, $2 …')
  return text
}

declare const shape: unique symbol
/** JSON made by PostgreSQL, passed through to the caller unparsed; the phantom type says what it holds. */
export interface RawJson<T> {
  readonly json: string
  readonly [shape]?: T
}
export const json = <T>(text: string): RawJson<T> => ({ json: text })
