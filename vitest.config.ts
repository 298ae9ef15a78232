import { defineConfig } from 'vitest/config'

/** `quick` is what runs on every save; the others span modules, take longer and are asked for by name: `vitest run --project laws`. */
const project = (name: string, include: string[], timeout: number, not: string[] = []) => ({
  extends: true as const,
  test: { name, include, exclude: ['**/node_modules/**', ...not], testTimeout: timeout, hookTimeout: timeout },
})

/** What takes seconds by its nature: servers of its own that are started and killed, many viewers, whole evaluations. */
const slow = ['src/**/*.slow.test.ts', 'test/support/**/*.slow.test.ts']

/** `npm run faults` sets it: then those faults run too that take minutes or a machine of their own. */
const atLength = process.env.SB_FAULTS === 'large'

export default defineConfig({
  test: {
    globalSetup: ['./test/support/global-setup.ts'],
    // One shared process: modules hold no global state, so nothing has to be loaded again for each file.
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    projects: [
      project('quick', ['src/**/*.test.ts', 'test/*.test.ts', 'test/support/**/*.test.ts'], 15_000, slow),
      project('slow', slow, 30_000),
      project('world', ['world/**/*.test.ts'], 60_000),
      project('laws', ['test/laws/**/*.test.ts', 'test/security/**/*.test.ts'], 60_000),
      project('faults', ['test/faults/**/*.test.ts'], 120_000, atLength ? [] : ['test/faults/**/*.large.test.ts']),
      project('journeys', ['test/journeys/**/*.test.ts'], 120_000),
      project('peers', ['test/peers/**/*.test.ts'], 120_000),
    ],
  },
})
