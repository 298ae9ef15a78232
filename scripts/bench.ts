import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './source/root.ts'
import { runNode } from './test/run.ts'

/** All claims, or those whose names are given: `npm run bench -- receive-message`. */
const entry = 'bench/main.ts'
if (!existsSync(join(root, entry))) {
  console.error('There is no bench/main.ts in this checkout.')
  process.exitCode = 1
} else process.exitCode = await runNode(entry, process.argv.slice(2))
