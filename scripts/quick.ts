import { runNode } from './test/run.ts'

/** Units and integration, in under a minute; more words select files: `npm run quick -- people`. */
process.exitCode = await runNode('node_modules/vitest/vitest.mjs', [
  'run',
  '--project',
  'quick',
  // Half of the time is waiting for the database: two of them at once fill it.
  '--maxWorkers=2',
  ...process.argv.slice(2),
])
