import { runNode } from './test/run.ts'

/** The fault runs alone, at length and told in full; `SB_FAULTS=small` keeps them as short as in `npm test`. */
process.exitCode = await runNode(
  'node_modules/vitest/vitest.mjs',
  ['run', '--project', 'faults', '--reporter=verbose', ...process.argv.slice(2)],
  { ...process.env, SB_FAULTS: process.env.SB_FAULTS ?? 'large' },
)
