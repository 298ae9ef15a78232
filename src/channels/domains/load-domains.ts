import { type Db, type RawBuilder, sql } from '#kernel/db'
import type { SendingDomain } from './domain.ts'

type Row = Omit<SendingDomain, 'checkedAt' | 'returnSeenAt' | 'keys'> & {
  checkedAt: string | null
  returnSeenAt: string | null
  keys: { selector: string; publicKey: string; seenAt: string | null; retiredAt: string | null }[]
}

/** The domains that fit, by name, each with its keys and the servers of its mailboxes. */
export async function loadDomains(db: Db, which: RawBuilder<boolean>): Promise<SendingDomain[]> {
  const { rows } = await sql<{ row: Row }>`
    select jsonb_build_object('id', d.id, 'brand', d.brand_id, 'domain', d.domain, 'returnHost', d.return_host, 'sentBy', d.sent_by,
      'found', d.found, 'checkedAt', d.checked_at, 'returnSeenAt', d.return_seen_at, 'rev', d.rev,
      'servers', (
        select coalesce(jsonb_agg(distinct lower(a.settings -> 'smtp' ->> 'host')), '[]') from channels.account a
        where a.brand_id = d.brand_id and a.channel = 'email' and a.disconnected_at is null and a.settings -> 'smtp' ? 'host'
          and split_part(lower(a.settings ->> 'address'), '@', 2) = d.domain),
      'keys', (
        select coalesce(jsonb_agg(jsonb_build_object('selector', k.selector, 'publicKey', k.public_key, 'seenAt', k.seen_at,
          'retiredAt', k.retired_at) order by k.made_at desc, k.selector), '[]') from channels.dkim_key k where k.domain_id = d.id)
    ) as row
    from channels.sending_domain d where ${which} order by d.domain, d.id`.execute(db)
  return rows.map(({ row }) => ({
    ...row,
    checkedAt: dateOf(row.checkedAt),
    returnSeenAt: dateOf(row.returnSeenAt),
    keys: row.keys.map((key) => ({ ...key, seenAt: dateOf(key.seenAt), retiredAt: dateOf(key.retiredAt) })),
  }))
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))
