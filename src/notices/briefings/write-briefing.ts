import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId, BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { BAKER_VERSION, bake, plain } from '#kernel/text'
import type { Briefing } from './contract.ts'
import { briefingFor } from './load-briefings.ts'
import { forActor, mayWrite } from './policy.ts'
import { keepRead } from './read-briefing.ts'

interface Words {
  title: string
  body: string
  until: string | null
}

/** Writes a briefing; its author has read it. The same id with the same words again changes nothing. Errors: `not_allowed`, `id_reused`. */
export async function writeBriefing(
  ctx: Context,
  { id, brand, ...words }: Words & { id: string; brand: BrandId | null },
): Promise<Briefing> {
  const agent = writerOf(ctx, brand)
  const { title, body, html, until } = await baked(words)
  await ctx.transaction(async (tx) => {
    const now = tx.clock.now()
    const { rows } = await sql`
      insert into notices.briefing (id, brand_id, title, body, html, baked_by, written_by, at, changed_at, until)
      values (${id}, ${brand}, ${title}, ${body}, ${html}, ${BAKER_VERSION}, ${agent}, ${now}, ${now}, ${until})
      on conflict (id) do nothing returning id`.execute(tx)
    if (rows.length === 0) return refuseOther(tx, id, { title, body, brand })
    await keepRead(tx, { id, agent, edition: 1 })
    await publish(tx, 'briefing.written', { brand, subject: id, data: { edition: 1 } })
  })
  return briefingFor(ctx, id)
}

/**
 * Changes what it says and how long. As the next edition, everybody but the caller is asked to read it once more. Errors: `conflict`
 * when somebody made another edition meanwhile.
 */
export async function changeBriefing(
  ctx: Context,
  id: string,
  { edition, ...words }: Words & { edition: number },
): Promise<Briefing> {
  const { title, body, html, until } = await baked(words)
  await ctx.transaction(async (tx) => {
    const before = await lockBriefing(tx, ctx, id)
    const same =
      before.title === title && before.body === body && (before.until?.getTime() ?? null) === (until?.getTime() ?? null)
    if (same && edition === before.edition) return
    if (edition < before.edition || edition > before.edition + 1)
      throw new Problem('conflict', 'Somebody changed this briefing meanwhile. Look at it again, then change it.')
    await sql`
      update notices.briefing set title = ${title}, body = ${body}, html = ${html}, baked_by = ${BAKER_VERSION}, until = ${until},
        changed_at = ${tx.clock.now()}, edition = ${edition}, rev = rev + 1 where id = ${id}`.execute(tx)
    if (edition > before.edition) await keepRead(tx, { id, agent: writerOf(ctx, before.brand), edition })
    await publish(tx, 'briefing.changed', { brand: before.brand, subject: id, data: { edition } })
  })
  return briefingFor(ctx, id)
}

/** Takes it back, or shows it again as it was. */
export async function withdrawBriefing(ctx: Context, id: string, withdrawn: boolean): Promise<Briefing> {
  await ctx.transaction(async (tx) => {
    const before = await lockBriefing(tx, ctx, id)
    if ((before.withdrawnAt !== null) === withdrawn) return
    await sql`
      update notices.briefing set withdrawn_at = ${withdrawn ? tx.clock.now() : null}, rev = rev + 1 where id = ${id}`.execute(
      tx,
    )
    const name = withdrawn ? 'briefing.withdrawn' : 'briefing.changed'
    await publish(tx, name, { brand: before.brand, subject: id, data: { edition: before.edition } })
  })
  return briefingFor(ctx, id)
}

function writerOf(ctx: Context, brand: BrandId | null): AgentId {
  if (ctx.actor.kind !== 'agent') throw new Problem('not_allowed', 'A briefing has an author: only people write them.')
  if (mayWrite(ctx.actor, brand)) return ctx.actor.id
  if (brand !== null) throw notFound('brand')
  throw new Problem('not_allowed', 'A briefing for every brand needs briefing.write for all of them. Choose one brand.')
}

async function baked({ title, body, until }: Words) {
  const text = plain(body)
  if (title.trim() === '' || text.trim() === '')
    throw new Problem('invalid_input', 'A briefing needs a title and a text.', {
      faults: [{ pointer: title.trim() === '' ? '/body/title' : '/body/body', detail: 'is empty' }],
    })
  return { title: title.trim(), body: text, html: await bake(text), until: until === null ? null : new Date(until) }
}

interface Held {
  brand: BrandId | null
  title: string
  body: string
  until: Date | null
  edition: number
  withdrawnAt: Date | null
}

async function lockBriefing(tx: Tx, ctx: Context, id: string): Promise<Held> {
  const { rows } = await sql<Held>`
    select b.brand_id as brand, b.title, b.body, b.until, b.edition, b.withdrawn_at as "withdrawnAt"
    from notices.briefing b where b.id = ${id} and ${forActor(ctx.actor)} for update`.execute(tx)
  const held = rows[0]
  if (held === undefined || !mayWrite(ctx.actor, held.brand)) throw notFound('briefing')
  return held
}

async function refuseOther(tx: Tx, id: string, values: { title: string; body: string; brand: BrandId | null }) {
  const { rows } = await sql`
    select 1 from notices.briefing where id = ${id} and title = ${values.title} and body = ${values.body}
      and brand_id is not distinct from ${values.brand}`.execute(tx)
  if (rows.length === 0) throw new Problem('id_reused', 'This id was used for another briefing. Nothing was changed.')
}
