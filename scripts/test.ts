import { findChromium, haveOtherBrowsers } from './test/browsers.ts'
import { isCi } from './test/ci.ts'
import { haveCompiler } from './test/compiler.ts'
import { haveDovecot } from './test/dovecot.ts'
import { journeyNames, OTHER_ENGINES } from './test/journeys.ts'
import { havePatroni } from './test/patroni.ts'
import { startPostgres15 } from './test/postgres-15.ts'
import { runNode } from './test/run.ts'
import { exitCode, lastLine, oneGate, skipped, sum, type Tally } from './test/tally.ts'
import { vitest } from './test/vitest.ts'

const tallies: Tally[] = []

/** One step, with its time. A step that breaks is a failure, and the next ones still run. */
async function step(name: string, work: () => Promise<Tally>): Promise<void> {
  console.log(`\n── ${name} …`)
  const started = performance.now()
  const tally = await work().catch((error) => {
    console.error(error)
    return oneGate(false, name)
  })
  tallies.push(tally)
  console.log(`── ${name}: ${lastLine(tally)} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
}

const gate = async (entry: string, args: readonly string[]): Promise<Tally> =>
  oneGate((await runNode(entry, args)) === 0, [entry, ...args].join(' '))

async function journeys(): Promise<Tally> {
  const chromium = await findChromium()
  const names = await journeyNames()
  if (chromium === null) return notRun('There is no Chromium here and none can be installed.', names)
  const env = { ...process.env, CHROMIUM_PATH: chromium }
  // A page is waited for half of the time: more of them than there are processors.
  const run = (...more: string[]) => vitest(['--project', 'journeys', '--maxWorkers=4', ...more], env)
  // CI needs them: there a browser that could not be installed is a failure.
  if ((await haveOtherBrowsers()) || isCi) return run()
  const others = names.filter((name) => name.startsWith(OTHER_ENGINES))
  return sum([
    await run('--exclude', OTHER_ENGINES),
    notRun('There is no Firefox or no WebKit here, and only CI installs them.', others),
  ])
}

function notRun(why: string, names: readonly string[]): Tally {
  if (names.length > 0) console.log(`${why} Not run: \n  ${names.join('\n  ')}`)
  return skipped(names.length)
}

/** What mostly waits, for leases to end and processes to start: beside each other, with what runs against real servers of others. */
async function faultsAndPeers(): Promise<Tally> {
  const beside = ['--maxWorkers=3']
  // Before: whoever installs takes the machine from those who are timed.
  await haveCompiler()
  await havePatroni()
  if (await haveDovecot()) return vitest(['--project', 'others', ...beside])
  console.log('Not run: a mailbox read by IMAP from Dovecot. It comes from Debian, and only root can install it.')
  return sum([await vitest(['--project', 'faults', ...beside]), skipped(1)])
}

/** The same tests again on the oldest PostgreSQL we support; only where CI may install it. */
async function secondDatabase(): Promise<Tally> {
  await using server = await startPostgres15()
  if (server === null) {
    console.log('Not run: PostgreSQL 15 comes from Debian, and only root can install it.')
    return skipped(1)
  }
  // Awaited here: the server ends when this function does.
  return await vitest(['--project', 'quick', '--project', 'laws', '--maxWorkers=3'], {
    ...process.env,
    DATABASE_URL_TEST: server.url,
  })
}

// Types are checked by one thread, the others in the meantime.
await Promise.all([
  step('types', () => gate('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.'])),
  step('lint', () => gate('node_modules/@biomejs/biome/bin/biome', ['check', '--diagnostic-level=error'])),
  step('shape', () => gate('scripts/shape.ts', ['--quiet'])),
])
await step('architecture, units, integration, world, laws', () => vitest(['--project', 'whole', '--maxWorkers=3']))
await step('faults, peers', faultsAndPeers)
await step('journeys', journeys)
if (isCi && !process.env.DATABASE_URL_TEST) await step('once more on PostgreSQL 15', secondDatabase)

const total = sum(tallies)
for (const name of total.names) console.log(`failed: ${name}`)
console.log(`\n${lastLine(total)}`)
process.exit(exitCode(total, isCi))
