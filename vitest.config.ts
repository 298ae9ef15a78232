import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

interface More {
  exclude?: readonly string[]
  globalSetup?: readonly string[]
}
const project = (name: string, include: readonly string[], timeout: number, more: More = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [...include],
    exclude: ['**/node_modules/**', ...(more.exclude ?? [])],
    globalSetup: [...(more.globalSetup ?? [])],
    testTimeout: timeout,
    hookTimeout: timeout,
  },
})

const near = ['src/**/*.test.ts', 'test/*.test.ts', 'test/support/**/*.test.ts']
/** What takes seconds by its nature: servers of its own that are started and killed, many viewers, whole evaluations. */
const slow = ['src/**/*.slow.test.ts', 'test/support/**/*.slow.test.ts']
const world = ['world/**/*.test.ts']
const laws = ['test/laws/**/*.test.ts', 'test/security/**/*.test.ts']

/** `npm run faults` sets it: then those faults run too that take minutes or a machine of their own. */
const notNow = process.env.SB_FAULTS === 'large' ? [] : ['test/faults/**/*.large.test.ts']
const faults = ['test/faults/**/*.test.ts']
const peers = ['test/peers/**/*.test.ts']

/**
 * `quick` is what runs on every save; the others span modules, take longer and are asked for by name: `vitest run --project laws`.
 * `whole` is the first four in one, and `others` what runs against processes of its own: what is loaded once need not be for each.
 */
export default defineConfig({
  test: {
    globalSetup: ['./test/support/global-setup.ts'],
    // One shared process: modules hold no global state, so nothing has to be loaded again for each file.
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // What is waited for comes within a moment, but not on a machine that does much else.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      project('quick', near, 15_000, { exclude: slow }),
      project('slow', slow, 30_000),
      project('world', world, 60_000),
      project('laws', laws, 60_000),
      project('whole', [...near, ...slow, ...world, ...laws], 60_000),
      project('faults', faults, 120_000, { exclude: notNow }),
      project('journeys', ['test/journeys/**/*.test.ts'], 120_000, { globalSetup: ['./test/journeys/chromium.ts'] }),
      project('peers', peers, 120_000),
      project('others', [...faults, ...peers], 120_000, { exclude: notNow }),
    ],
  },
})
