import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from '#kernel/db'
import { quiet, scratchData, serverPid } from '../support/scratch-data.ts'
import { healthyWithinMs, nothingWrong, report, roundsOf, timeoutMs } from './report.ts'
import { openScene, type Scene, untilReady } from './scene.ts'

let dataDir: string
let database: Embedded
let scene: Scene
beforeAll(async () => {
  dataDir = await scratchData()
  database = await startEmbedded({ dataDir, log: quiet })
  scene = await openScene(database.url)
}, timeoutMs)
afterAll(async () => {
  await scene[Symbol.asyncDispose]()
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** As when its machine loses power: sessions end where they are, and the next start recovers from what is on disk. */
async function restartDatabase(): Promise<void> {
  process.kill(serverPid(dataDir), 'SIGQUIT')
  await database.stop()
  database = await startEmbedded({ dataDir, log: quiet })
}

test(
  'the database is stopped at once and started again while customers write and advisors look on',
  async () => {
    const rounds = roundsOf(3)
    const healthyMs: number[] = []
    const verdict = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        await pause(500 + Math.random() * 1_000)
        const stopped = performance.now()
        await restartDatabase()
        healthyMs.push(await untilReady(scene.url, stopped))
      }
      await pause(500)
    })
    report({ fault: 'database stopped', rounds, healthyMs, ...verdict })
    expect(verdict).toMatchObject(nothingWrong)
    expect(verdict.acknowledged).toBeGreaterThan(rounds * 20)
    expect(Math.max(...healthyMs)).toBeLessThan(healthyWithinMs())
  },
  timeoutMs,
)
