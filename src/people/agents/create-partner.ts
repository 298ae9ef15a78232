import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import { sameOrRefused } from '../id-reused.ts'
import { mayEverywhere } from '../policy.ts'
import type { Partner } from './list-partners.ts'

/** Creates an outside organisation whose agents work for the operator. */
export async function createPartner(ctx: Context, input: { id: string; name: string }): Promise<Partner> {
  if (!mayEverywhere(ctx.actor, 'people.manage')) {
    throw new Problem('not_allowed', 'A partner needs people.manage for every brand.')
  }
  const { id, name } = input
  return ctx.transaction(async (tx) => {
    const { numInsertedOrUpdatedRows: count = 0n } = await tx
      .insertInto('people.partner')
      .values({ id, name, created_at: tx.clock.now() })
      .onConflict((on) => on.column('id').doNothing())
      .executeTakeFirst()
    const partner = await tx
      .selectFrom('people.partner')
      .select(['id', 'name', 'rev'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (count === 0n) sameOrRefused(partner, input, 'partner')
    else await publish(tx, 'partner.created', { brand: null, subject: id, data: { partnerId: id } })
    return partner
  })
}
