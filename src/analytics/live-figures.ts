import { system } from '#kernel/access'
import { notFound } from '#kernel/errors'
import type { App } from '#kernel/registry'
import { allBrands } from '#people'
import { asOfNow } from './as-of.ts'
import type { AnalyticsApi } from './contract.ts'
import type { Question } from './measures.ts'
import { startOfDay, zoneOf } from './service-report.ts'
import { tally } from './tally.ts'

type Live = AnalyticsApi['GET /api/v1/reports/live']['answer']

const KEEP_MS = 2_000
const DAY_MS = 86_400_000

/** Answers the welcome page of the demo; however many look, the figures are counted once in two seconds. */
export function liveFigures(app: App): () => Promise<Live> {
  let kept: { until: number; figures: Promise<Live> } | null = null
  return () => {
    if (!app.config.demo) throw notFound('page')
    if (kept !== null && performance.now() < kept.until) return kept.figures
    const figures = count(app)
    kept = { until: performance.now() + KEEP_MS, figures }
    figures.catch(() => {
      kept = null
    })
    return figures
  }
}

/** Conversations since midnight, who waits now, and shares of the last 24 hours. */
async function count(app: App): Promise<Live> {
  const ctx = app.context(system)
  const { pos, at } = await asOfNow(ctx.db, ctx.clock.now())
  const midnight = startOfDay(at, zoneOf(await allBrands(ctx.db)), 0)
  const to = new Date(at.getTime() + 1)
  const day: Question = { from: new Date(at.getTime() - DAY_MS), to, brand: null, pos, at, key: null }
  const [today, begun, asked, open] = await Promise.all([
    tally(ctx, { ...day, from: midnight }, 'volume', ['volume']),
    tally(ctx, day, 'volume', ['answered-2h', 'bot']),
    tally(ctx, day, 'asked', ['rated']),
    tally(ctx, day, 'open', ['waiting']),
  ])
  return {
    conversationsToday: today.counts.volume.n,
    waiting: open.counts.waiting.n,
    answeredWithin2h: share(begun.counts['answered-2h']),
    containment: share(begun.counts.bot),
    satisfied: share(asked.counts.rated),
    satisfiedN: asked.counts.rated.n,
  }
}

const share = ({ n, good }: { n: number; good: number }): number | null => (n === 0 ? null : good / n)
