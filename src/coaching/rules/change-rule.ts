import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { loadTeams } from '#people'
import { formOf } from '../forms/list-forms.ts'
import type { ReviewRule, RulesApi } from './contract.ts'
import { lockRule, type RuleRow, shownRule } from './rule.ts'

type New = RulesApi['POST /api/v1/review-rules']['body']
type What = Omit<New, 'id' | 'brand'>
type Change = RulesApi['PUT /api/v1/review-rules/:id']['body']

/** Said twice with the same id it is meant once. */
export const createRule = (ctx: Context, { id, brand, ...what }: New): Promise<ReviewRule> =>
  ctx.transaction(async (tx) => {
    const said = await checked(tx, brand, what)
    const { rows } = await sql<RuleRow>`
      insert into coaching.rule (id, brand_id, form_id, name, channels, team_id, rating, least_replies, each, every)
      values (${id}, ${brand}, ${said.form}, ${said.name}, ${said.channels}::text[], ${said.team}, ${said.rating},
        ${said.leastReplies}, ${said.each}, ${said.every})
      on conflict (id) do nothing returning *`.execute(tx)
    const [made] = rows
    if (made !== undefined) return told(tx, made)
    const known = await lockRule(tx, ctx, id)
    if (known.brand_id === brand && isSame(known, said)) return shownRule(known)
    throw new Problem('id_reused', 'This id already belongs to another rule. Send again with a new id.')
  })

/** Errors: `stale` when somebody else changed it since. */
export const changeRule = (ctx: Context, id: string, { rev, ...what }: Change): Promise<ReviewRule> =>
  ctx.transaction(async (tx) => {
    const row = await lockRule(tx, ctx, id)
    const said = await checked(tx, row.brand_id, what)
    if (isSame(row, said)) return shownRule(row)
    if (row.rev !== rev)
      throw new Problem('stale', 'Somebody else has changed this rule. Nothing was changed; look at it and try again.')
    const { rows } = await sql<RuleRow>`
      update coaching.rule set form_id = ${said.form}, name = ${said.name}, channels = ${said.channels}::text[], team_id = ${said.team},
        rating = ${said.rating}, least_replies = ${said.leastReplies}, each = ${said.each}, every = ${said.every}, rev = rev + 1
      where id = ${id} returning *`.execute(tx)
    return told(tx, rows[0] ?? row)
  })

/** Picks no more; what was picked stays. */
export const retireRule = (ctx: Context, id: string, retired: boolean): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await lockRule(tx, ctx, id)
    if ((row.retired_at !== null) === retired) return
    const at = retired ? tx.clock.now() : null
    await sql`update coaching.rule set retired_at = ${at}, rev = rev + 1 where id = ${id}`.execute(tx)
    await told(tx, row)
  })

/** The form and the team are ones that this brand has. */
async function checked(tx: Tx, brand: BrandId, what: What): Promise<What> {
  const form = await formOf(tx, what.form, brand)
  if (form === null) throw refused('/body/form', 'The brand has no such form. Choose another.')
  if (
    what.team !== null &&
    !(await loadTeams(tx, [what.team])).some((team) => team.brand === null || team.brand === brand)
  )
    throw refused('/body/team', 'There is no such team. Choose another.')
  const name = plain(what.name).trim()
  if (name === '') throw refused('/body/name', 'Give the rule a name.')
  return { ...what, name, channels: what.channels.toSorted() }
}

const refused = (pointer: string, text: string): Problem =>
  new Problem('invalid_input', text, { faults: [{ pointer, detail: 'is not there' }] })

function isSame(row: RuleRow, what: What): boolean {
  const { id: _, brand: __, sampledUntil: ___, retired: ____, rev: _____, ...held } = shownRule(row)
  return (Object.keys(held) as (keyof What)[]).every((key) => String(held[key]) === String(what[key]))
}

async function told(tx: Tx, row: RuleRow): Promise<ReviewRule> {
  await publish(tx, 'review-rule.defined', { brand: row.brand_id, subject: row.id, data: { ruleId: row.id } })
  return shownRule(row)
}
