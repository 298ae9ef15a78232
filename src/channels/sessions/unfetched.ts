import { sql } from '#kernel/db'
import { type AccountId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'

/** A mail that breaks the session so often is set aside alone, and the mailbox goes on behind it. */
const MOST_TRIES = 3

const nameOf = (place: string): string => `unfetched ${place}`

/** Its server did not give it: `aside` once it was tried often enough. An administrator sees it among what is parked. */
export async function couldNotFetch(
  ctx: Context,
  account: AccountId,
  place: string,
  code: string,
): Promise<'again' | 'aside'> {
  const now = ctx.clock.now()
  const headers = JSON.stringify({ unfetched: code, tries: 1 })
  const { rows } = await sql<{ tries: number }>`
    insert into channels.delivery as d (id, account_id, key, method, path, headers, body, received_at, aside_at)
    values (${newId()}, ${account}, ${nameOf(place)}, 'IMAP', ${place}, ${headers}::jsonb, '', ${now}, ${now})
    on conflict (account_id, key) do update
      set headers = (d.headers - 'again') || jsonb_build_object('unfetched', ${code}::text, 'tries', (d.headers ->> 'tries')::int + 1)
    returning (headers ->> 'tries')::int as tries`.execute(ctx.db)
  return (rows[0]?.tries ?? 1) >= MOST_TRIES ? 'aside' : 'again'
}

/** It came after all. */
export async function wasFetched(ctx: Context, account: AccountId, place: string): Promise<void> {
  await ctx.db
    .deleteFrom('channels.delivery')
    .where('account_id', '=', account)
    .where('key', '=', nameOf(place))
    .execute()
}

/** Places that somebody wants to be tried again. */
export async function wantedAgain(ctx: Context, account: AccountId): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select path from channels.delivery
    where account_id = ${account} and parsed_at is null and aside_at is not null and headers ? 'again'`.execute(ctx.db)
  return rows.map(({ path }) => path)
}
