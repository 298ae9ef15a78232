import pg from 'pg'
import { nameOf } from './hot.ts'

/** A pg client that sends hot statements by name also when they come through Kysely, which passes text and values only. */
export class NamingClient extends pg.Client {
  // The overloads of pg's query() cannot be said again in a subclass; the body hands on what it was given.
  override query = ((...given: unknown[]): unknown => {
    const [text, values, ...rest] = given
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
    const query: (...args: unknown[]) => unknown = super.query
    return name === undefined ? query.apply(this, given) : query.call(this, { name, text, values }, ...rest)
  }) as pg.Client['query']
}
