// What a reader waits for at 2,000,000 conversations against 10,000: the same deeds on two databases in one run, in turns.
import { performance } from 'node:perf_hooks'
import type { Context } from '#kernel/registry'
import { type ReadClaim, reader, reads } from './reads.ts'
import { type Bench, openBench } from './support/bench-app.ts'
import { type Figure, median, printFigures } from './support/figures.ts'
import { fill } from './support/fill.ts'

const [FEW, MANY] = [10_000, 2_000_000]
/** One in ten is open; the others were closed long ago. */
const OPEN = 0.1
const TALKATIVE = 500
const CALLS = 200
const LIMIT = 1.3

async function openFilled(conversations: number): Promise<Bench> {
  const bench = await openBench(2)
  console.error(`Filling ${conversations.toLocaleString('en')} conversations …`)
  await fill(bench.database, { conversations, talkative: TALKATIVE, open: conversations * OPEN })
  return bench
}

/** Milliseconds a call, one after the other: what one advisor waits. */
async function oneCall({ read }: ReadClaim, ctx: Context): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < CALLS; n++) {
    const start = performance.now()
    await read(ctx, TALKATIVE)
    times.push(performance.now() - start)
  }
  return median(times)
}

async function compare(claim: ReadClaim, few: Context, many: Context, rounds: number): Promise<Figure> {
  await oneCall(claim, few)
  await oneCall(claim, many)
  const pairs: [few: number, many: number][] = []
  for (let n = 0; n < rounds; n++) pairs.push([await oneCall(claim, few), await oneCall(claim, many)])
  const ratio = median(pairs.map(([small, large]) => large / small))
  const all = pairs.map(([small, large]) => (large / small).toFixed(2)).join(' ')
  return {
    claim: `${claim.name}: at ${MANY.toLocaleString('en')} conversations ÷ at ${FEW.toLocaleString('en')}`,
    ours: `${median(pairs.map(([, large]) => large)).toFixed(2)} ms`,
    limit: `${median(pairs.map(([small]) => small)).toFixed(2)} ms; ratio ≤ ${LIMIT}, measured ${ratio.toFixed(2)} (${all})`,
    ratio: LIMIT / ratio,
  }
}

export async function benchGrowth(rounds = 5): Promise<Figure[]> {
  await using small = await openFilled(FEW)
  await using large = await openFilled(MANY)
  const [few, many] = [small.app.context(reader()), large.app.context(reader())]
  const figures: Figure[] = []
  for (const claim of reads) figures.push(await compare(claim, few, many, rounds))
  return figures
}

if (import.meta.main) printFigures(await benchGrowth(Number(process.argv[2] ?? 5)))
