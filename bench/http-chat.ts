// A chat message through the whole HTTP API of the whole product at work (identity, limits, contract, log, live views, handlers),
// against pgbench running the fixed yardstick on the same server.
import { startAppProcess } from './support/app-process.ts'
import { openBench } from './support/bench-app.ts'
import { type Figure, printFigures, ratioFigure } from './support/figures.ts'
import { fill } from './support/fill.ts'
import { httpLoad } from './support/http-load.ts'
import { pgbench } from './support/pgbench.ts'
import { layReference, reference } from './support/reference.ts'
import { messageOf, openWindows } from './support/visitors.ts'
import { words } from './support/words.ts'

const CLIENTS = 32
const CONVERSATIONS = 200_000
const VISITORS = 20_000
const REQUIRED = 0.35

const message = (host: string): string => messageOf(host, 1 + Math.floor(Math.random() * VISITORS), words)

export async function benchHttpChat(rounds = 5, seconds = 8): Promise<Figure[]> {
  await using bench = await openBench(4)
  const { database } = bench
  await layReference(database)
  await fill(database, { conversations: CONVERSATIONS })
  await openWindows(database, VISITORS)
  await using app = await startAppProcess(database)
  await httpLoad(app.url, { clients: CLIENTS, seconds: 2, request: message })
  const pairs: [number, number][] = []
  let cpu = 0
  for (let n = 0; n < rounds; n++) {
    const before = await app.cpu()
    const { perSecond, refused } = await httpLoad(app.url, { clients: CLIENTS, seconds, request: message })
    if (refused > 0) throw new Error(`${refused} messages were refused.`)
    cpu = ((await app.cpu()) - before) / (perSecond * seconds)
    pairs.push([perSecond, await pgbench(database, reference, { clients: CLIENTS, seconds })])
  }
  const detail = `the app’s CPU ${cpu.toFixed(0)} µs a message, its handlers included`
  return [
    ratioFigure(`chat message through the whole HTTP API ÷ pgbench, ${CLIENTS} clients`, pairs, {
      unit: '/s',
      required: REQUIRED,
      detail,
    }),
  ]
}

if (import.meta.main) printFigures(await benchHttpChat(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 8)))
