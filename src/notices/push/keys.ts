import { hash } from 'node:crypto'
import webpush from 'web-push'
import type { Db } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { seal, unseal } from '#kernel/seal'

export interface PushKeys {
  publicKey: string
  privateKey: string
}

/** The keys of this installation, made by whoever needs them first. Null: none of our secrets opens them. */
export async function pushKeys(ctx: Context): Promise<PushKeys | null> {
  const row = (await read(ctx.db)) ?? (await make(ctx))
  const privateKey = unseal(ctx.config.secrets, 'push keys', row.private)
  return privateKey === null ? null : { publicKey: row.public, privateKey }
}

const read = (db: Db) => db.selectFrom('notices.push_key').select(['public', 'private']).executeTakeFirst()

async function make(ctx: Context) {
  const { publicKey, privateKey } = webpush.generateVAPIDKeys()
  await ctx.db
    .insertInto('notices.push_key')
    .values({
      public: publicKey,
      private: seal(ctx.config.secrets[0] ?? '', 'push keys', privateKey),
      made_at: ctx.clock.now(),
    })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute()
  const kept = await read(ctx.db)
  if (kept === undefined) throw new Error('The push key was not kept.')
  return kept
}

export const endpointHash = (endpoint: string): Buffer => hash('sha256', endpoint, 'buffer')
