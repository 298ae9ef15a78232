import { contactsOf } from '#conversations'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { countFitting, fittingAmong } from '#people'
import type { VipTrial } from './contract.ts'
import { replay } from './replay.ts'
import { askOf, mean, type Replayable, replayable } from './vip-cost.ts'

interface Query {
  brand: BrandId
  days: number
  monthlyValue?: number
  tenureMonths?: number
  followers?: number
  churnRisk?: number
  vulnerable?: boolean
}

/** A dry run of a rule: nothing is given. What queues gave last week is given again, with those whom it would put ahead. */
export async function vipTrial(ctx: Context, { brand, days, ...asks }: Query): Promise<VipTrial> {
  const ask = await askOf(ctx, { brand })
  const test = { brand, asks, days }
  const now = ctx.clock.now()
  const given = await replayable(ctx, ask)
  const contacts = await contactsOf(
    ctx.db,
    given.map(({ conversation }) => conversation),
  )
  const fitting = await fittingAmong(ctx.db, [...contacts.values()], test, now)
  const theirs = new Set(
    given.filter(({ conversation }) => isAmong(fitting, contacts.get(conversation))).map(({ id }) => id),
  )
  return {
    contacts: await countFitting(ctx.db, test, now),
    given: given.length,
    theirs: theirs.size,
    ...effect(given, theirs),
  }
}

const isAmong = <Id>(ids: ReadonlySet<Id>, id: Id | undefined): boolean => id !== undefined && ids.has(id)

function effect(given: readonly Replayable[], theirs: ReadonlySet<string>): Pick<VipTrial, 'others' | 'vip'> {
  const before = replay(given, 'with')
  const after = replay(
    given.map((each) => (theirs.has(each.id) ? { ...each, vip: true } : each)),
    'with',
  )
  const longer = (of: boolean) =>
    given
      .filter(({ id, vip }) => (of ? theirs.has(id) : !theirs.has(id) && !vip))
      .map(({ id }) => ((after.get(id) ?? 0) - (before.get(id) ?? 0)) / 1_000)
  const gained = mean(longer(true))
  return { others: mean(longer(false)), vip: gained === null ? null : -gained }
}
