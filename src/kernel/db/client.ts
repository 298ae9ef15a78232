import pg from 'pg'
import { nameOf } from './hot.ts'
import { isStalePlan } from './transient.ts'

interface Named {
  name: string
  text: string
  values: unknown[]
}

/**
 * A pg client that sends hot statements by name also when they come through Kysely, which passes text and values only. Where a release
 * beside this one has changed a table, the plan of that name is of no use any more: the connection plans all anew, under new names, and
 * the verb is run again (isTransient).
 */
export class NamingClient extends pg.Client {
  #planned = 0

  // The overloads of pg's query() cannot be said again in a subclass; the body hands on what it was given.
  override query = ((...given: unknown[]): unknown => {
    const query: (...args: unknown[]) => unknown = super.query
    const named = namedIn(given)
    if (named === null) return query.apply(this, given)
    const name = this.#planned === 0 ? named.name : `${named.name}~${this.#planned}`
    const planned = this.#planned
    const told = (error: unknown): void => {
      if (isStalePlan(error) && this.#planned === planned) this.#planned += 1
    }
    const done = given.at(-1)
    if (typeof done !== 'function')
      return Promise.resolve(query.call(this, { ...named, name })).catch((error) => {
        told(error)
        throw error
      })
    return query.call(this, { ...named, name }, (error: unknown, ...answer: unknown[]) => {
      told(error)
      done(error, ...answer)
    })
  }) as pg.Client['query']
}

function namedIn([first, second]: unknown[]): Named | null {
  if (typeof first === 'string') {
    const name = Array.isArray(second) ? nameOf(first) : undefined
    return name === undefined || !Array.isArray(second) ? null : { name, text: first, values: second }
  }
  return isNamed(first) ? first : null
}

const isNamed = (query: unknown): query is Named =>
  typeof query === 'object' &&
  query !== null &&
  'name' in query &&
  typeof query.name === 'string' &&
  !('submit' in query)
