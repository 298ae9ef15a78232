// A list of 50 as JSON through the whole server (identity, contract, hooks, headers) against node:http and JSON.stringify, by CPU.
import { cpuEach, startAppProcess, startBare } from './support/app-process.ts'
import { openBench } from './support/bench-app.ts'
import { type Figure, printFigures, ratioFigure } from './support/figures.ts'

export async function benchListJson(rounds = 5, seconds = 4): Promise<Figure[]> {
  await using bench = await openBench(2)
  await using app = await startAppProcess(bench.database, { BENCH_MODULES: 'list' })
  await using bare = await startBare()
  const ours = () => cpuEach(app, '/api/v1/bench/items', seconds)
  const theirs = () => cpuEach(bare, '/', seconds)
  await ours()
  await theirs()
  const pairs: [number, number][] = []
  // Less CPU is better: answers a second of CPU on both sides.
  for (let n = 0; n < rounds; n++) pairs.push([1e6 / (await ours()), 1e6 / (await theirs())])
  return [
    ratioFigure('list of 50 as JSON ÷ bare http + JSON.stringify', pairs, {
      unit: 'answers a CPU second',
      required: 0.8,
    }),
  ]
}

if (import.meta.main) printFigures(await benchListJson(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 4)))
