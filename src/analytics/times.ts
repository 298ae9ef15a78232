import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { Report } from './contract.ts'
import type { Question } from './measures.ts'
import { type Count, countFigure, shareFigure, tally } from './tally.ts'

interface Percentiles {
  p50: number | null
  p90: number | null
  p50Open: number | null
  p90Open: number | null
}

/** By nearest rank: a time that was really measured, never one between two. */
const percentiles = (wall: string, open: string) => sql`
  percentile_disc(0.5) within group (order by ${sql.ref(`f.${wall}`)}) as p50,
  percentile_disc(0.9) within group (order by ${sql.ref(`f.${wall}`)}) as p90,
  percentile_disc(0.5) within group (order by ${sql.ref(`f.${open}`)}) as "p50Open",
  percentile_disc(0.9) within group (order by ${sql.ref(`f.${open}`)}) as "p90Open"`

const none: Percentiles = { p50: null, p90: null, p50Open: null, p90Open: null }
const onlyTimes = ({ p50, p90, p50Open, p90Open }: Percentiles): Percentiles => ({ p50, p90, p50Open, p90Open })

/** Conversations begun in the period: how many, how soon they were answered, and what the bot did alone. */
export async function begun(
  ctx: Context,
  ask: Question,
): Promise<{ firstResponse: Report['firstResponse']; volume: Count; bot: Count }> {
  const names = ['volume', 'answered', 'answered-2h', 'answered-2h-open', 'bot'] as const
  const columns = percentiles('response_seconds', 'response_open_seconds')
  const { counts, more } = await tally<(typeof names)[number], Percentiles>(ctx, ask, 'volume', names, columns)
  return {
    firstResponse: {
      ...onlyTimes(more ?? none),
      within2h: shareFigure('answered-2h', ask, counts['answered-2h']),
      within2hOpen: shareFigure('answered-2h-open', ask, counts['answered-2h-open']),
      all: countFigure('answered', ask, counts.answered),
    },
    volume: counts.volume,
    bot: counts.bot,
  }
}

/** Conversations solved in the period, and still so. */
export async function resolution(ctx: Context, ask: Question): Promise<Report['resolution']> {
  const names = ['resolved', 'resolved-2h', 'resolved-2h-open'] as const
  const columns = percentiles('resolution_seconds', 'resolution_open_seconds')
  const { counts, more } = await tally<(typeof names)[number], Percentiles>(ctx, ask, 'resolved', names, columns)
  return {
    ...onlyTimes(more ?? none),
    within2h: shareFigure('resolved-2h', ask, counts['resolved-2h']),
    within2hOpen: shareFigure('resolved-2h-open', ask, counts['resolved-2h-open']),
    all: countFigure('resolved', ask, counts.resolved),
  }
}
