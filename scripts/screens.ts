import { findChromium } from './test/browsers.ts'
import { runNode } from './test/run.ts'

/** Plays the journeys and keeps a picture of every page they pass in artifacts/; words select journeys. */
const chromium = await findChromium()
if (chromium === null) {
  console.error('There is no Chromium here: install it, or name one with CHROMIUM_PATH.')
  process.exitCode = 1
} else {
  const env = { ...process.env, CHROMIUM_PATH: chromium, SCREENS: '1' }
  process.exitCode = await runNode(
    'node_modules/vitest/vitest.mjs',
    ['run', '--project', 'journeys', ...process.argv.slice(2)],
    env,
  )
}
