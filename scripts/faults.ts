import { writeFaultTable } from './test/fault-table.ts'
import { runNode } from './test/run.ts'

/**
 * The fault runs alone, at length and told in full; `npm run faults -- storm clock` runs those files only, and what they find takes
 * its place beside what the others found before. `SB_FAULTS=small` keeps them as short as in `npm test`.
 */
const env = { ...process.env, SB_FAULTS: process.env.SB_FAULTS ?? 'large' }
process.exitCode = await runNode(
  'node_modules/vitest/vitest.mjs',
  ['run', '--project', 'faults', '--reporter=verbose', ...process.argv.slice(2)],
  env,
)
if (env.SB_FAULTS === 'large') writeFaultTable()
