import type pg from 'pg'
import { forgetAgain } from '#channels'
import { system } from '#kernel/access'
import type { Config } from '#kernel/config'
import { openWhole } from '../open-whole.ts'
import type { Forgotten } from './erasures.ts'

const AT_ONCE = 100

function* groups({ contacts, conversations }: Forgotten): Generator<Forgotten> {
  for (let from = 0; from < contacts.length; from += AT_ONCE)
    yield { contacts: contacts.slice(from, from + AT_ONCE), conversations: [] }
  for (let from = 0; from < conversations.length; from += AT_ONCE)
    yield { contacts: [], conversations: conversations.slice(from, from + AT_ONCE) }
}

/** In the transaction of the restore: whatever ends this command, nobody comes back for longer than it takes to start. */
export async function forgetLater(client: pg.ClientBase, forgotten: Forgotten): Promise<void> {
  for (const group of groups(forgotten))
    await client.query(
      `insert into kernel.job (kind, payload, run_at, created_at) values ('channels.forget-again', $1, now(), now())`,
      [JSON.stringify(group)],
    )
}

/** Brings the schema up to this release, forgets who is to be forgotten, and lets the planner know what there is. Answers how many were erased and emptied. */
export async function finishRestore(config: Config, forgotten: Forgotten) {
  await using running = await openWhole(config)
  const { app } = running
  const ctx = app.context(system)
  for (const group of groups(forgotten)) await forgetAgain(ctx, group)
  await app.database.pool.query(`delete from kernel.job where kind = 'channels.forget-again'`)
  const client = await app.database.pool.connect()
  await client.query('set statement_timeout = 0; analyze').finally(() => client.release(true))
  return countOf(app.database.pool, forgotten)
}

/** Of those who are in the restored content at all. */
async function countOf(pool: pg.Pool, { contacts, conversations }: Forgotten) {
  const { rows } = await pool.query<{ contacts: number; conversations: number }>(
    `select (select count(*) from people.contact where id = any ($1::uuid[])) as contacts,
            (select count(*) from conversations.conversation where id = any ($2::uuid[])) as conversations`,
    [contacts, conversations],
  )
  return rows[0] ?? { contacts: 0, conversations: 0 }
}
