import { at, type Figure } from './figures.ts'

/** When a probe was where, in milliseconds of the machine's clock. */
export interface Hops {
  sent: number
  received: number
  answered: number
  written: number
  came: number
  changed: number
  painted: number
}

type Span = (hops: Hops) => number

/** `ours` is our code, with the database it waits for; the rest is the network, the browser and the scheduler. */
const spans: readonly (readonly [name: string, ours: boolean, span: Span])[] = [
  ['sent → our server has the request', false, ({ sent, received }) => received - sent],
  ['→ written to the reader’s socket', true, ({ received, written }) => written - received],
  ['→ out of the page’s stream', false, ({ written, came }) => came - written],
  ['→ in the document', true, ({ came, changed }) => changed - came],
  ['→ painted', false, ({ changed, painted }) => painted - changed],
]

const all: Span = ({ sent, painted }) => painted - sent
const ours: Span = (hops) => spans.reduce((sum, [, isOurs, span]) => sum + (isOurs ? span(hops) : 0), 0)
const round = (ms: number): string => ms.toFixed(ms < 10 ? 1 : 0)
const of = (hops: readonly Hops[], span: Span, share: number): string => round(at(hops.map(span), share))

export function printHops(claim: string, hops: readonly Hops[]): void {
  console.error(`\n${claim}, in ms:\n| hop | ours | p50 | p90 | p99 | most |\n|---|---|---|---|---|---|`)
  const line = (name: string, isOurs: string, span: Span): void =>
    console.error(`| ${name} | ${isOurs} | ${[0.5, 0.9, 0.99, 1].map((share) => of(hops, span, share)).join(' | ')} |`)
  for (const [name, isOurs, span] of spans) line(name, isOurs ? 'yes' : '', span)
  line('(sent → answered)', '', ({ sent, answered }) => answered - sent)
  line('ours in all', 'yes', ours)
  line('sent → painted', '', all)
}

interface Outcome {
  limit: number
  /** Not painted within the time. */
  late: number
  missing: number
}

/** A probe that was not painted in time counts as later than all others. */
export function hopFigure(claim: string, hops: readonly Hops[], { limit, late, missing }: Outcome): Figure {
  const times = [...hops.map(all), ...Array.from({ length: late }, () => Number.POSITIVE_INFINITY)]
  const p99 = at(times, 0.99)
  const share = (100 * at(hops.map(ours), 0.5)) / at(hops.map(all), 0.5)
  const outcome = `${late} not within 10 s, ${missing} missing in the end`
  return {
    claim,
    ours: `${p99.toFixed(0)} ms (p50 ${of(hops, all, 0.5)} ms; our code p50 ${of(hops, ours, 0.5)} ms, ${share.toFixed(0)} %, p99 ${of(hops, ours, 0.99)} ms; ${outcome})`,
    limit: `< ${limit} ms`,
    ratio: limit / p99,
  }
}
