import { mayIn, visibleIn } from '#kernel/access'
import { json, type RawJson, sql } from '#kernel/db'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { allBrands } from '#people'
import type { DispositionsApi } from './contract.ts'
import { solvingSetting } from './setting.ts'

type Dispositions = DispositionsApi['GET /api/v1/dispositions']['answer']
type Use = DispositionsApi['GET /api/v1/dispositions/use']['answer']

const DAY_MS = 86_400_000
/** How far back "how often" looks. */
const USE_DAYS = 90

/** All of them at once, in the order they were put in: an operator has tens, not thousands. */
export async function listDispositions(ctx: Context): Promise<RawJson<Dispositions>> {
  const { rows } = await sql<{ items: string; live: string }>`
    select coalesce(jsonb_agg(jsonb_build_object('id', id, 'brand', brand_id, 'parent', parent_id, 'name', name,
        'position', position, 'retired', retired_at is not null, 'rev', rev) order by position, name, id), '[]')::text as items,
      ${livePos()} as live
    from conversations.disposition
    where (brand_id is null or ${visibleIn(ctx.actor, 'conversation.read', sql.ref('brand_id'))})`.execute(ctx.db)
  const [found] = rows
  const required = JSON.stringify(await requiring(ctx))
  return json<Dispositions>(
    `{"items":${found?.items ?? '[]'},"next":null,"live":${JSON.stringify(found?.live ?? '0')},"required":${required}}`,
  )
}

/** The brands of this person that ask for a reason whenever one of their people solves. */
async function requiring(ctx: Context): Promise<string[]> {
  const brands = (await allBrands(ctx.db)).filter(({ id }) => mayIn(ctx.actor, 'conversation.read', id))
  const asked = await Promise.all(
    brands.map(async ({ id }) => ((await settingOf(ctx.app, solvingSetting, id)).reason === 'required' ? [id] : [])),
  )
  return asked.flat()
}

/** How often each was chosen lately: what nobody chooses can rest, what everybody chooses is asked to be two. */
export async function listDispositionUse(ctx: Context): Promise<Use> {
  const since = new Date(ctx.clock.now().getTime() - USE_DAYS * DAY_MS)
  const { rows } = await sql<{ id: string | null; n: number }>`
    select s.disposition_id as id, count(*)::integer as n
    from conversations.solution s join conversations.conversation c on c.id = s.conversation_id
    where s.at >= ${since} and ${visibleIn(ctx.actor, 'label.manage', sql.ref('c.brand_id'))}
    group by s.disposition_id`.execute(ctx.db)
  return {
    days: USE_DAYS,
    without: rows.find(({ id }) => id === null)?.n ?? 0,
    items: rows.flatMap(({ id, n }) => (id === null ? [] : [{ id, n }])),
  }
}
