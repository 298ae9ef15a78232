import { visible } from '#kernel/access'
import { json, type RawJson, sql } from '#kernel/db'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ChannelsApi } from './contract.ts'

type Answer = ChannelsApi['GET /api/v1/accounts']['answer']

/** All connected accounts at once: an operator has tens. */
export async function listAccounts(ctx: Context): Promise<RawJson<Answer>> {
  const { rows } = await sql<{ items: string; live: string }>`
    select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'brand', a.brand_id, 'channel', a.channel, 'name', a.name, 'rev', a.rev,
        'settings', a.settings, 'allow', a.allow, 'secrets', array(select jsonb_object_keys(a.secrets)),
        'hook', '/hooks/' || a.channel || '/' || a.id, 'disconnected', a.disconnected_at is not null,
        'health', jsonb_build_object('state', a.state, 'detail', a.detail,
          'lastInboundAt', to_char(a.last_inbound_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) order by a.channel, a.id), '[]')::text as items,
      ${livePos()} as live
    from channels.account a where ${visible(ctx.actor, 'account.read', sql.ref('a.brand_id'), sql`array[]::text[]`)}`.execute(
    ctx.db,
  )
  return json(`{"items":${rows[0]?.items ?? '[]'},"next":null,"live":${JSON.stringify(rows[0]?.live ?? '0')}}`)
}
