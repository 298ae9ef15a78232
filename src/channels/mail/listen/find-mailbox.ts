import { sql } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { baseOf } from '../address.ts'
import type { MailSettings } from '../settings.ts'

export interface Mailbox {
  account: AccountId
  settings: MailSettings
}

/** The connected mailbox that a mail to this address belongs to: its own address, or one with something behind a plus. The oldest, when two say so. */
export async function findMailbox(ctx: Context, address: string): Promise<Mailbox | null> {
  const base = baseOf(address)
  const { rows } = await sql<Mailbox>`
    select id as account, settings from channels.account
    where channel = 'email' and disconnected_at is null
      and lower(settings ->> 'address') in (${base ?? ''}, ${address.trim().toLowerCase()})
    order by created_at, id limit 1`.execute(ctx.db)
  return rows[0] ?? null
}
