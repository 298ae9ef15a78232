import { runNode } from './test/run.ts'

/** The fault runs alone, told at length. `FAULTS=large` makes them long. */
process.exitCode = await runNode('node_modules/vitest/vitest.mjs', [
  'run',
  '--project',
  'faults',
  '--reporter=verbose',
  ...process.argv.slice(2),
])
