import { runNode } from './test/run.ts'

/** Units and integration, in under a minute; more words select files: `npm run quick -- people`. */
process.exitCode = await runNode('node_modules/vitest/vitest.mjs', [
  'run',
  '--project',
  'quick',
  ...process.argv.slice(2),
])
