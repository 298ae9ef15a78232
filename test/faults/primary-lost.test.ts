import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { havePatroni } from '../../scripts/test/patroni.ts'
import { until } from './harness/cell.ts'
import { openPatroniCluster } from './harness/patroni.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { isLarge, roundsOf, timeoutMs } from './harness/sizes.ts'

const canRun = await havePatroni()
if (!canRun)
  console.log(
    'Not run: a replicated primary is lost. Patroni, etcd and HAProxy come from Debian, and only root can install them.',
  )

test.runIf(canRun)(
  'the primary of a replicated database is lost with its node: writes fail over',
  async () => {
    await using cluster = await openPatroniCluster()
    await using scene = await openScene({ databaseUrl: cluster.url })
    const rounds = roundsOf(1, 2)
    const healthyMs: number[] = []
    const outcome = await scene.under(async ({ incoming }) => {
      for (let round = 0; round < rounds; round++) {
        await pause(3_000)
        const lost = performance.now()
        const name = await cluster.losePrimary()
        // Said after the blow, and on two disks.
        await until(() => incoming.entries.some(({ since, acknowledged }) => since > lost && acknowledged), 120_000)
        healthyMs.push(performance.now() - lost)
        if (round + 1 < rounds) {
          cluster.bringBack(name)
          await cluster.untilWhole()
        }
      }
      await pause(2_000)
    })
    const note = 'three PostgreSQL 15 under Patroni, three etcd, HAProxy; strictly synchronous'
    const alarm = { name: 'Errors', lasting: true, isDue: isLarge }
    judge(outcome, {
      fault: 'primary of a replicated database lost',
      rounds,
      healthyMs,
      promisedMs: 30_000,
      alarm,
      note,
    })
  },
  timeoutMs,
)
