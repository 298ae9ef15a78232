import { Compile } from 'typebox/compile'
import { allow, audit } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AccountId, BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { seal } from '#kernel/seal'
import { brandById } from '#people'
import { adapterOf } from '../adapters.ts'
import type { ChannelAdapter } from '../port/adapter.ts'
import type { AccountRow } from './account.ts'
import { announceAccount } from './tell-state.ts'

export interface AccountValues {
  name: string
  /** Of the channel's shape. */
  settings: unknown
  /** Only those that are new: what is left out stays as it is. */
  secrets?: { name: string; value: string }[]
  /** `host:port` that may be private. */
  allow: string[]
}

/** Connects a page, number or mailbox of a brand. The same id again with the same values changes nothing. */
export const connectAccount = (
  ctx: Context,
  input: AccountValues & { id: AccountId; brand: BrandId; channel: string },
): Promise<void> =>
  ctx.transaction(async (tx) => {
    allow(ctx.actor, 'account.manage', { brand: input.brand, scopes: [] }, 'brand')
    if ((await brandById(tx, input.brand)) === null) throw notFound('brand')
    const adapter = adapterFor(input.channel)
    const inserted = await tx
      .insertInto('channels.account')
      .values({
        id: input.id,
        brand_id: input.brand,
        channel: input.channel,
        ...valuesOf(adapter, input),
        secrets: sealed(ctx, adapter, input),
        created_at: tx.clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (inserted === undefined) return void (await refuseOther(tx, input))
    await publish(tx, 'account.connected', {
      brand: input.brand,
      subject: input.id,
      data: { accountId: input.id, channel: input.channel },
    })
    await audit(tx, {
      deed: 'account.connect',
      subject: input.id,
      brand: input.brand,
      data: { channel: input.channel },
    })
  })

/** New values; who has looked after it and saved has said that it works: what waited goes out again. */
export const changeAccount = (ctx: Context, id: AccountId, input: AccountValues): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await heldAccount(ctx, tx, id)
    const adapter = adapterFor(row.channel)
    await tx
      .updateTable('channels.account')
      .set((eb) => ({
        ...valuesOf(adapter, input),
        secrets: { ...row.secrets, ...sealed(ctx, adapter, input) },
        state: 'ok' as const,
        detail: null,
        disconnected_at: null,
        rev: eb('rev', '+', 1),
      }))
      .where('id', '=', id)
      .execute()
    await announceAccount(tx, row, 'ok')
    await audit(tx, { deed: 'account.change', subject: id, brand: row.brand_id, data: { allow: input.allow.length } })
  })

/** Nothing comes in or goes out any more, and its secrets are gone. Conversations stay; saving it again connects it again. */
export const disconnectAccount = (ctx: Context, id: AccountId): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await heldAccount(ctx, tx, id)
    if (row.disconnected_at !== null) return
    await tx
      .updateTable('channels.account')
      .set((eb) => ({ disconnected_at: tx.clock.now(), secrets: {}, state: 'down' as const, rev: eb('rev', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await announceAccount(tx, row, 'down')
    await audit(tx, { deed: 'account.disconnect', subject: id, brand: row.brand_id })
  })

async function heldAccount(ctx: Context, tx: Tx, id: AccountId): Promise<AccountRow> {
  const row = await tx.selectFrom('channels.account').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw notFound('account')
  allow(ctx.actor, 'account.manage', { brand: row.brand_id, scopes: [] }, 'account')
  return row
}

function adapterFor(channel: string): ChannelAdapter {
  const adapter = adapterOf(channel)
  if (adapter !== undefined) return adapter
  throw refusal('/body/channel', 'is not a channel that is connected this way')
}

function valuesOf(adapter: ChannelAdapter, { name, settings, allow: hosts }: AccountValues) {
  const [fault] = Compile(adapter.settings).Errors(settings)
  if (fault !== undefined) throw refusal(`/body/settings${fault.instancePath}`, fault.message)
  return { name: name.trim(), settings: { ...Object(settings) } as Record<string, unknown>, allow: hosts }
}

function sealed(ctx: Context, adapter: ChannelAdapter, { secrets = [] }: AccountValues): Record<string, string> {
  for (const [n, { name }] of secrets.entries()) {
    if (!adapter.secrets.includes(name))
      throw refusal(`/body/secrets/${n}/name`, `is none of ${adapter.secrets.join(', ')}`)
  }
  const [secret = ''] = ctx.config.secrets
  return Object.fromEntries(secrets.map(({ name, value }) => [name, seal(secret, 'account secrets', value)]))
}

async function refuseOther(tx: Tx, input: { id: AccountId; brand: BrandId; channel: string }): Promise<void> {
  const row = await tx.selectFrom('channels.account').selectAll().where('id', '=', input.id).executeTakeFirst()
  if (row?.brand_id === input.brand && row.channel === input.channel) return
  throw new Problem('id_reused', 'This id already belongs to another account. Connect it with a new id.')
}

const refusal = (pointer: string, detail: string) =>
  new Problem('invalid_input', `${pointer} ${detail}. Nothing was changed.`, { faults: [{ pointer, detail }] })
