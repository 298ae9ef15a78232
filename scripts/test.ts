import { findChromium, installOtherBrowsers } from './test/browsers.ts'
import { haveDovecot } from './test/dovecot.ts'
import { journeyNames } from './test/journeys.ts'
import { startPostgres15 } from './test/postgres-15.ts'
import { runNode } from './test/run.ts'
import { exitCode, lastLine, oneGate, skipped, sum, type Tally } from './test/tally.ts'
import { vitest } from './test/vitest.ts'

const isCi = process.env.CI === 'true' || process.env.CI === '1'
const tallies: Tally[] = []

/** One step, with its time. A step that breaks is a failure, and the next ones still run. */
async function step(name: string, work: () => Promise<Tally>): Promise<void> {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const tally = await work().catch((error) => {
    console.error(error)
    return oneGate(false)
  })
  tallies.push(tally)
  console.log(`── ${name}: ${lastLine(tally)} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
}

const gate = async (entry: string, args: readonly string[]): Promise<Tally> =>
  oneGate((await runNode(entry, args)) === 0)

async function journeys(): Promise<Tally> {
  const chromium = await findChromium()
  if (isCi) await installOtherBrowsers()
  if (chromium !== null)
    return vitest(['--project', 'journeys', '--maxWorkers=2'], { ...process.env, CHROMIUM_PATH: chromium })
  const names = await journeyNames()
  if (names.length > 0)
    console.log(`There is no Chromium here and none can be installed. Not run: \n  ${names.join('\n  ')}`)
  return skipped(names.length)
}

/** What mostly waits, for leases to end and processes to start: beside each other, with what runs against real servers of others. */
async function faultsAndPeers(): Promise<Tally> {
  const projects = ['--project', 'faults', '--maxWorkers=2']
  if (await haveDovecot()) return vitest([...projects, '--project', 'peers'])
  console.log('Not run: a mailbox read by IMAP from Dovecot. It comes from Debian, and only root can install it.')
  return sum([await vitest(projects), skipped(1)])
}

/** The same tests again on the oldest PostgreSQL we support; only where CI may install it. */
async function secondDatabase(): Promise<Tally> {
  await using server = await startPostgres15()
  if (server === null) {
    console.log('Not run: PostgreSQL 15 comes from Debian, and only root can install it.')
    return skipped(1)
  }
  // Awaited here: the server ends when this function does.
  return await vitest(['--project', 'quick', '--project', 'laws'], { ...process.env, DATABASE_URL_TEST: server.url })
}

await step('types', () => gate('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.']))
await step('lint', () => gate('node_modules/@biomejs/biome/bin/biome', ['check', '--diagnostic-level=error']))
await step('shape', () => gate('scripts/shape.ts', ['--quiet']))
await step('architecture, units, integration', () => vitest(['--project', 'quick', '--maxWorkers=2']))
await step('units that take their time', () => vitest(['--project', 'slow', '--maxWorkers=2']))
await step('world, laws', () => vitest(['--project', 'world', '--project', 'laws', '--maxWorkers=2']))
await step('faults, peers', faultsAndPeers)
await step('journeys', journeys)
if (isCi && !process.env.DATABASE_URL_TEST) await step('once more on PostgreSQL 15', secondDatabase)

const total = sum(tallies)
console.log(`\n${lastLine(total)}`)
process.exit(exitCode(total, isCi))
