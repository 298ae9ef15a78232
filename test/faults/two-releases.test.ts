import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { untilReady } from './harness/cell.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { nextRelease, releaseBefore } from './harness/releases.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { isLarge, roundsOf, timeoutMs } from './harness/sizes.ts'

/** What a migration may do while the release before it runs: add, with a default where nothing is said. */
const MIGRATION = `
  alter table conversations.message add column next_release text;
  alter table channels.delivery add column next_release integer not null default 0;
  create table kernel.next_release (id uuid primary key);
`
const BESIDE_MS = isLarge ? 10_000 : 2_000

test(
  'release N comes while N−1 runs, migrates, and both serve; N−1 also starts on the new schema',
  async () => {
    using before = releaseBefore()
    using next = nextRelease(MIGRATION)
    await using database = await openDatabaseOfOurs()
    const trees = [before.tree, before.tree]
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct, nodes: 2, trees })
    const [older = '', newer = ''] = scene.cell.urls
    const healthyMs: number[] = []
    const rounds = roundsOf(2, 3)
    const outcome = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        // Up to the next release, and in the second round back again beside the one that stays.
        await pause(1_000)
        const ended = performance.now()
        await scene.cell.kill(1)
        healthyMs.push(await untilReady(scene.url, ended))
        await scene.cell.start(1, round === 1 ? before.tree : next.tree)
        await untilReady(newer, performance.now())
        expect(await (await fetch(`${older}/readyz`)).json()).toMatchObject({ ok: true, checks: { migrations: true } })
        await pause(BESIDE_MS)
      }
    })
    const fault = 'release N−1 beside N on the schema of N'
    judge(outcome, { fault, rounds, healthyMs })
  },
  timeoutMs,
)
