import { sql } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { baseOf, splitAddress } from '../address.ts'
import type { MailSettings } from '../settings.ts'

export interface Mailbox {
  account: AccountId
  settings: MailSettings
}

/**
 * The connected mailbox that a mail to this address belongs to: its own address, one with something behind a plus, or the same name at the
 * return host of its domain. The oldest, when two say so.
 */
export async function findMailbox(ctx: Context, address: string): Promise<Mailbox | null> {
  const base = baseOf(address)
  const { rows } = await sql<Mailbox>`
    select a.id as account, a.settings from channels.account a
    where a.channel = 'email' and a.disconnected_at is null
      and (lower(a.settings ->> 'address') in (${base ?? ''}, ${address.trim().toLowerCase()})
        or lower(a.settings ->> 'address') in (
          select ${splitAddress(address)?.local ?? ''} || '@' || d.domain from channels.sending_domain d
          where d.brand_id = a.brand_id and d.return_host = ${splitAddress(address)?.domain ?? ''}))
    order by a.created_at, a.id limit 1`.execute(ctx.db)
  return rows[0] ?? null
}
