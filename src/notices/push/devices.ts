import type { Selectable } from 'kysely'
import { sql } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { seal } from '#kernel/seal'
import type { NoticesApi } from '../contract.ts'
import type { PushDeviceTable } from '../tables.ts'
import { endpointHash, pushKeys } from './keys.ts'

type Kept = NoticesApi['PUT /api/v1/notices/devices/:id']['body']
type Shown = NoticesApi['GET /api/v1/notices/devices']['answer']

/** More browsers than anybody sits at: the one that was added first goes. */
const MOST = 10

const self = ({ actor }: Context): AgentId => {
  if (actor.kind !== 'agent') throw notFound('device')
  return actor.id
}

export async function listDevices(ctx: Context): Promise<Shown> {
  const agent = self(ctx)
  const keys = await pushKeys(ctx)
  if (keys === null)
    throw new Problem('conflict', 'The keys for push messages cannot be opened: an older secret is missing.')
  const rows = await ctx.db
    .selectFrom('notices.push_device')
    .selectAll()
    .where('agent_id', '=', agent)
    .orderBy('created_at')
    .execute()
  return { publicKey: keys.publicKey, devices: rows.map(present) }
}

const present = ({ id, name, created_at, told_at }: Selectable<PushDeviceTable>): Shown['devices'][number] => ({
  id,
  name,
  createdAt: created_at.toISOString(),
  toldAt: told_at?.toISOString() ?? null,
})

/** A browser has one subscription: whoever keeps it last is told there, and nobody else. */
export async function keepDevice(ctx: Context, id: string, { endpoint, keys, lang, name }: Kept): Promise<void> {
  const agent = self(ctx)
  if (URL.parse(endpoint)?.protocol !== 'https:' && !isListed(ctx, endpoint))
    throw new Problem('invalid_input', 'A push service has an address with https. Nothing was changed.', {
      faults: [{ pointer: '/body/endpoint', detail: 'must be https' }],
    })
  const values = {
    agent_id: agent,
    name,
    lang,
    endpoint_hash: endpointHash(endpoint),
    subscription: seal(ctx.config.secrets[0] ?? '', 'push keys', JSON.stringify({ endpoint, keys })),
  }
  await ctx.transaction(async (tx) => {
    await sql`
      delete from notices.push_device where endpoint_hash = ${values.endpoint_hash} and id <> ${id}`.execute(tx)
    const kept = await tx
      .insertInto('notices.push_device')
      .values({ id, ...values, created_at: tx.clock.now() })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(values).where('notices.push_device.agent_id', '=', agent),
      )
      .returning('id')
      .executeTakeFirst()
    if (kept === undefined)
      throw new Problem('id_reused', 'This id belongs to another browser. Take a new one; nothing was kept.')
    await sql`
      delete from notices.push_device where agent_id = ${agent} and id in (
        select id from notices.push_device where agent_id = ${agent} order by created_at desc, id desc offset ${MOST})`.execute(
      tx,
    )
  })
}

const isListed = ({ config }: Context, endpoint: string): boolean =>
  config.pushHosts.includes(URL.parse(endpoint)?.host ?? '')

export async function dropDevice(ctx: Context, id: string): Promise<void> {
  await ctx.db.deleteFrom('notices.push_device').where('id', '=', id).where('agent_id', '=', self(ctx)).execute()
}
