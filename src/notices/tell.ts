import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { type AgentId, type BrandId, newId } from '#kernel/ids'

/** What somebody is told. */
export interface Telling {
  agent: AgentId
  kind: 'mention' | 'assignment' | 'warning' | 'beside' | 'hand' | 'flag' | 'follow' | 'approval' | 'review'
  about: { kind: string; id: string }
  /** Who may see what it is about: names are shown only to those. */
  where?: { brand: BrandId | null; scopes: readonly string[] }
  /** Ids, codes and numbers for its sentence. */
  data?: Readonly<Record<string, string | number>>
  /** The same key is told to the same agent once. */
  key: string
}

/** Tells an agent something in the app; false when they were told already. */
export async function tell(tx: Tx, telling: Telling): Promise<boolean> {
  const id = newId()
  const { rows } = await sql`
    insert into notices.notice (id, agent_id, kind, key, about_kind, about_id, brand_id, scopes, data, at)
    values (${id}, ${telling.agent}, ${telling.kind}, ${telling.key}, ${telling.about.kind}, ${telling.about.id},
      ${telling.where?.brand ?? null}, ${[...(telling.where?.scopes ?? [])]}::text[], ${JSON.stringify(telling.data ?? {})}::jsonb, ${tx.clock.now()})
    on conflict (agent_id, key) do nothing returning id`.execute(tx)
  if (rows.length === 0) return false
  const data = { noticeId: id, agentId: telling.agent }
  await publish(tx, 'notice.created', {
    brand: null,
    subject: telling.agent,
    data,
    scopes: [`agent:${telling.agent}`],
  })
  return true
}
