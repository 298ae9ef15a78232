import { type Actor, may } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { alike, type Likeness, sureness, type Theme } from './alike.ts'
import type { Suggestion } from './contract.ts'
import type { CaseId, Matter } from './matter.ts'
import { askedIn, type Talk, talksOf } from './talks.ts'

/** A matter that is settled for so long is another one when it comes back. */
const RECENT_MS = 30 * 86_400_000
/** Nobody compares more; who has more open cases at once needs a person's eye. */
const COMPARED = 10
const SHOWN = 3

interface Candidate extends Matter {
  conversations: ConversationId[]
}

/** Cases of the same contact that look like this one, the likeliest first. Nothing is guessed: each says why. */
export async function suggestionsFor(ctx: Context, matter: Matter): Promise<Suggestion[]> {
  const others = (await candidates(ctx, matter)).filter((other) => maySee(ctx.actor, other))
  if (others.length === 0) return []
  const own = await conversationsOf(ctx.db, matter.id)
  const known = await themesOf(ctx, [own, ...others.map(({ conversations }) => conversations)])
  const [mine, ...theirs] = known
  if (mine === undefined) return []
  return others
    .flatMap((other, at) => {
      const theme = theirs[at]
      const like = theme && alike(newest(mine, theme), oldest(mine, theme))
      return theme && like ? [{ like, suggestion: suggestionOf(like, [matter, mine, own], [other, theme]) }] : []
    })
    .sort((one, next) => sureness(next.like) - sureness(one.like))
    .slice(0, SHOWN)
    .map(({ suggestion }) => suggestion)
}

const maySee = (actor: Actor, { brand_id: brand, scopes }: Matter): boolean =>
  may(actor, 'case.read', { brand, scopes })

async function candidates(ctx: Context, matter: Matter): Promise<Candidate[]> {
  const since = new Date(ctx.clock.now().getTime() - RECENT_MS)
  const { rows } = await sql<Candidate>`
    select m.*, array(select conversation_id from cases.matter_conversation c where c.matter_id = m.id order by c.since) as conversations
    from cases.matter m
    where m.contact_id = ${matter.contact_id} and m.brand_id = ${matter.brand_id} and m.id <> ${matter.id} and m.into_id is null
      and (m.settled_at is null or m.settled_at > ${since})
      and not exists (select from cases.apart a join cases.matter_conversation c using (conversation_id)
        where (c.matter_id = ${matter.id} and a.matter_id = m.id) or (c.matter_id = m.id and a.matter_id = ${matter.id}))
    order by m.opened_at desc limit ${COMPARED}`.execute(ctx.db)
  return rows
}

const conversationsOf = async (db: Db, id: CaseId): Promise<ConversationId[]> =>
  (
    await db
      .selectFrom('cases.matter_conversation')
      .select('conversation_id')
      .where('matter_id', '=', id)
      .orderBy('since')
      .execute()
  ).map(({ conversation_id }) => conversation_id)

interface Known extends Theme {
  lastAt: number
}

async function themesOf(ctx: Context, groups: readonly (readonly ConversationId[])[]): Promise<Known[]> {
  const all = groups.flat()
  const [talks, asked] = [await talksOf(ctx.app, ctx.db, all), await askedIn(ctx.app, ctx.db, all)]
  return groups.map((ids) =>
    themeOf(
      ids.flatMap((id) => talks.get(id) ?? []),
      asked,
    ),
  )
}

const themeOf = (talks: readonly Talk[], asked: ReadonlyMap<ConversationId, string>): Known => ({
  labels: [...new Set(talks.flatMap(({ labels }) => labels))],
  subjects: talks.flatMap(({ subject }) => subject ?? []),
  asked: talks.map(({ id, lang }) => ({ lang: lang ?? '', text: asked.get(id) ?? '' })),
  lastAt: Math.max(0, ...talks.map(({ lastAt }) => Date.parse(lastAt))),
})
const newest = (one: Known, other: Known): Known => (one.lastAt >= other.lastAt ? one : other)
const oldest = (one: Known, other: Known): Known => (one.lastAt >= other.lastAt ? other : one)

const DAY_MS = 86_400_000

/** The newer case joins the older, whichever is on the screen. */
function suggestionOf(
  why: Likeness,
  [matter, mine, own]: [Matter, Known, readonly ConversationId[]],
  [other, theirs]: [Candidate, Known],
): Suggestion {
  const isNewer = matter.opened_at >= other.opened_at
  const joining = (isNewer ? own : other.conversations)[0] ?? ''
  return {
    case: {
      id: other.id,
      reference: other.reference,
      status: other.status,
      openedAt: other.opened_at.toISOString(),
    },
    why: { ...why, days: Math.floor(Math.abs(mine.lastAt - theirs.lastAt) / DAY_MS) },
    join: { conversation: joining, case: isNewer ? other.id : matter.id },
  }
}
