export { type RawBuilder, sql } from 'kysely'

declare const shape: unique symbol
/** JSON made by PostgreSQL, passed through to the caller unparsed; the phantom type says what it holds. */
export interface RawJson<T> {
  readonly json: string
  readonly [shape]?: T
}
export const json = <T>(text: string): RawJson<T> => ({ json: text })
