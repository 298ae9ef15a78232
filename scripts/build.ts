import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { alone } from './build/alone.ts'
import { root } from './source/root.ts'

/** Everything browsers load; each folder has its own settings and writes to a folder of its own under dist/. */
const surfaces = ['console', 'widget', 'portal']

async function buildAll(): Promise<void> {
  for (const surface of surfaces) {
    const configFile = join(root, 'src/surfaces', surface, 'vite.config.ts')
    if (existsSync(configFile)) await build({ configFile, logLevel: 'warn' })
  }
}

try {
  await alone(join(root, 'dist', '.building'), buildAll)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
