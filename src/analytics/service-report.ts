import { mayIn } from '#kernel/access'
import { notFound, Problem } from '#kernel/errors'
import type { Input } from '#kernel/http'
import type { Context } from '#kernel/registry'
import { allBrands, type Brand } from '#people'
import { asOfNow } from './as-of.ts'
import type { analyticsApi, Report } from './contract.ts'
import type { Question } from './measures.ts'
import { backlog, satisfaction } from './satisfaction.ts'
import { countFigure, shareFigure } from './tally.ts'
import { begun, resolution } from './times.ts'
import { volumeParts } from './volume.ts'

type Query = Input<(typeof analyticsApi)['GET /api/v1/reports/service']>['query']

const DAYS_SHOWN = 7
const MOST_DAYS = 400
const DAY_MS = 86_400_000

/** How well customers were served. Its parts are read side by side, all at one place of the log. */
export async function serviceReport(ctx: Context, query: Query): Promise<Report> {
  const brands = (await allBrands(ctx.db)).filter(({ id }) => mayIn(ctx.actor, 'report.read', id))
  const brand = query.brand ?? null
  if (brand !== null && !brands.some(({ id }) => id === brand)) throw notFound('brand')
  const timeZone = zoneOf(brand === null ? brands : brands.filter(({ id }) => id === brand))
  const { pos, at } = await asOfNow(ctx.db, ctx.clock.now())
  const ask: Question = { ...periodOf(query, at, timeZone), brand, pos, at, key: null }
  const [started, solved, parts, csat, left] = await Promise.all([
    begun(ctx, ask),
    resolution(ctx, ask),
    volumeParts(ctx, ask, timeZone, brands),
    satisfaction(ctx, ask),
    backlog(ctx, ask),
  ])
  return {
    asOf: at.toISOString(),
    from: ask.from.toISOString(),
    to: ask.to.toISOString(),
    timeZone,
    firstResponse: started.firstResponse,
    resolution: solved,
    volume: { total: countFigure('volume', ask, started.volume), ...parts },
    csat,
    containment: shareFigure('bot', ask, started.bot),
    backlog: left,
  }
}

/** The brand's zone, or that of most brands. */
export function zoneOf(brands: readonly Brand[]): string {
  const zones = brands.map(({ hours }) => hours.timeZone)
  const times = (zone: string) => zones.filter((other) => other === zone).length
  return zones.toSorted((a, b) => times(b) - times(a) || a.localeCompare(b))[0] ?? 'UTC'
}

/** `to` is now and `from` the beginning of the day a week of days ago, where not said. */
function periodOf(query: Query, now: Date, timeZone: string): { from: Date; to: Date } {
  const to = query.to === undefined ? now : new Date(query.to)
  const from = query.from === undefined ? startOfDay(to, timeZone, DAYS_SHOWN - 1) : new Date(query.from)
  if (from >= to) throw refused('/query/from', 'must be before `to`')
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS) throw refused('/query/from', `at most ${MOST_DAYS} days`)
  return { from, to }
}

export function startOfDay(at: Date, timeZone: string, daysBack: number): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return new Date(local.subtract({ days: daysBack }).startOfDay().epochMilliseconds)
}

const refused = (pointer: string, detail: string): Problem =>
  new Problem('invalid_input', `The period is not one: ${detail}.`, { faults: [{ pointer, detail }] })
