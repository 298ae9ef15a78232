import { readFileSync } from 'node:fs'
import type { Database } from '#kernel/db'

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

/** The fixed yardstick, as pgbench runs it. */
export const reference = read('reference.sql')

/** Its tables, filled. */
export async function layReference({ pool }: Database): Promise<void> {
  const client = await pool.connect()
  // Filling takes as long as it takes; the limit of the product's statements is for the product.
  await client.query('set statement_timeout = 0')
  // vacuum runs in no transaction, and a text of several statements is one.
  await client.query(read('reference-schema.sql').replace(/^vacuum .*$/m, ''))
  await client.query('vacuum analyze bench.conversation, bench.message, bench.event')
  client.release(true)
}
