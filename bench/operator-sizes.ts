// What an operator of 10, 100 and 300 advisors takes: the product as it is started, on its embedded database, under the load
// of the world's customers and of as many consoles as there are advisors (support/operator-manner.ts says what they do).
// `node bench/operator-sizes.ts`; `node bench/operator-sizes.ts 20 20 10` is 20 s after 20 s of warming up, of 10 advisors.
import { availableParallelism } from 'node:os'
import { REPLY_EVERY_MS } from './support/operator-manner.ts'
import { type Run, runOperator } from './support/operator-run.ts'
import type { Wait } from './support/operator-times.ts'

const SIZES = [10, 100, 300]
const WARM_UP_S = 180
const STEADY_S = 90
/** What is recommended holds this many times what was measured. */
const HEADROOM = 2
/** Working hours of a day in which so many advisors sit at their consoles. */
const HOURS_A_DAY = 10
/** What the operating system wants beside us. */
const SYSTEM_GB = 0.5

/** Of the replies that so many advisors would give when nothing holds them up: below it the machine was what was measured. */
const KEPT_UP = 0.8
/** So was it where 19 of 20 conversations did not open within this. */
const OPENS_WITHIN_MS = 1_000

type Column = readonly [name: string, of: (run: Run) => string]
const wait = (of: Wait): Column[1] => {
  return ({ told }) => told.waits[of].map((ms) => (ms === null ? '–' : ms.toFixed(0))).join(' / ')
}
const one = (value: number): string => value.toFixed(value < 1 ? 2 : 1)

const repliesEach = ({ told, advisors, seconds }: Run): number => (60 * told.counted.reply) / seconds / advisors
const keptUp = (run: Run): boolean => {
  const [, p95] = run.told.waits.open
  return (repliesEach(run) * REPLY_EVERY_MS) / 60_000 >= KEPT_UP && p95 !== null && p95 <= OPENS_WITHIN_MS
}

const load: readonly Column[] = [
  ['advisors', ({ advisors }) => String(advisors)],
  ['messages/s', ({ messages }) => one(messages)],
  ['replies/min each', (run) => one(repliesEach(run))],
  ['kept up', (run) => (keptUp(run) ? 'yes' : 'no, this machine is too small')],
  ['requests/s', ({ told, seconds }) => one(told.requests / seconds)],
  ['customers here', ({ told }) => `${told.here} (${told.waiting} wait)`],
  ['failed', ({ told }) => String(told.failed)],
  ['panels left out', ({ told }) => String(told.latePanels)],
  ['console streams lost', ({ told }) => String(told.lost)],
  ['cores of the load', ({ cores }) => one(cores.load)],
]
const taken: readonly Column[] = [
  ['advisors', ({ advisors }) => String(advisors)],
  ['messages/s', ({ messages }) => one(messages)],
  ['cores, app', ({ cores }) => one(cores.app)],
  ['cores, database', ({ cores }) => one(cores.database)],
  ['MB, app', ({ mb }) => mb.app.toFixed(0)],
  ['MB, database', ({ mb }) => mb.database.toFixed(0)],
  ['loop lag p99, ms', ({ lagMs }) => lagMs.toFixed(0)],
  ['MB of disk a 1,000 messages', ({ bytes }) => one(bytes.database / 1_000)],
  ['MB of WAL a 1,000', ({ bytes }) => one(bytes.wal / 1_000)],
]
const waited: readonly Column[] = [
  ['advisors', ({ advisors }) => String(advisors)],
  ['open a conversation', wait('open')],
  ['reply', wait('reply')],
  ['customer’s message', wait('write')],
  ['reply → customer’s stream', wait('reply-shown')],
  ['message → advisor’s stream', wait('write-shown')],
]
const wanted: readonly Column[] = [
  ['advisors', ({ advisors }) => String(advisors)],
  ['cores', ({ cores }) => String(Math.ceil(HEADROOM * (cores.app + cores.database)))],
  ['of them one node of the app can use', ({ cores }) => one(HEADROOM * cores.app)],
  ['GB of memory', ({ mb }) => String(Math.ceil(SYSTEM_GB + (HEADROOM * (mb.app + mb.database)) / 1_024))],
  [`GB of disk a day of ${HOURS_A_DAY} h`, (run) => one(diskADay(run))],
]

const diskADay = ({ messages, bytes }: Run): number => (messages * 3_600 * HOURS_A_DAY * bytes.database) / 1e9

function print(title: string, columns: readonly Column[], runs: readonly Run[]): void {
  console.log(`\n${title}\n\n| ${columns.map(([name]) => name).join(' | ')} |`)
  console.log(`|${columns.map(() => '---').join('|')}|`)
  for (const run of runs) console.log(`| ${columns.map(([, of]) => of(run)).join(' | ')} |`)
}

/** The line through the smallest and the largest: what comes first, and with every hundred advisors. */
function rule(name: string, of: (run: Run) => number, first: Run, last: Run): void {
  const each = (of(last) - of(first)) / (last.advisors - first.advisors)
  const base = of(first) - each * first.advisors
  console.log(`- ${name}: ${base.toFixed(2)} + ${(100 * each).toFixed(2)} for every 100 advisors`)
}

const [warmUp = WARM_UP_S, seconds = STEADY_S, ...sizes] = process.argv.slice(2).map(Number)
const runs: Run[] = []
for (const advisors of sizes.length > 0 ? sizes : SIZES) {
  console.error(`${advisors} advisors, ${warmUp} s to warm up, ${seconds} s measured …`)
  runs.push(await runOperator({ advisors, warmUp, seconds }))
}
print(`The load, on ${availableParallelism()} cores that it shares with the product`, load, runs)
print('What it took', taken, runs)
print('What was waited for, in ms: p50 / p95 / p99', waited, runs)
// Where the machine was at its end, what it used says nothing about what is needed.
const whole = runs.filter(keptUp)
print(`To have for it, ${HEADROOM} times what was measured; only where it kept up`, wanted, whole)
const [first, last] = [whole[0], whole.at(-1)]
if (first !== undefined && last !== undefined && first.advisors !== last.advisors) {
  console.log(`\nFor other sizes, ${HEADROOM} times what was measured:\n`)
  rule('cores', ({ cores }) => HEADROOM * (cores.app + cores.database), first, last)
  rule('GB of memory', ({ mb }) => SYSTEM_GB + (HEADROOM * (mb.app + mb.database)) / 1_024, first, last)
}
