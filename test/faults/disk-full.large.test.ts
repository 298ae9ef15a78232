import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { scratchData } from '../support/scratch-data.ts'
import { fillDisk } from './blows/fill-disk.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'
import { DISK_MEGABYTES, LITTLE_LOG, mayMount, mountSmallDisk } from './harness/small-disk.ts'

/** The first time until the alarm looks. */
const FULL_MS = [20_000, 5_000, 5_000]
const canMount = mayMount()
if (!canMount) console.log('Not run: the disk is full. It needs a Linux where a small disk may be mounted.')

test.runIf(canMount)(
  'the disk of the database and of the attachments is full',
  async () => {
    using disk = mountSmallDisk(DISK_MEGABYTES)
    await scratchData(disk.folder)
    await using database = await openDatabaseOfOurs({ dataDir: disk.folder, settings: LITTLE_LOG })
    const env = { SWITCHBOARD_BLOBS: `${disk.folder}/files` }
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct, env })
    const healthyMs: number[] = []
    const outcome = await scene.under(async ({ chats }) => {
      for (const [round, fullMs] of FULL_MS.entries()) {
        await pause(2_000)
        const { token = '' } = chats[round] ?? {}
        healthyMs.push(await fillDisk({ disk, database, url: scene.url, token }, fullMs))
      }
      await pause(1_000)
    })
    const note = 'a full disk takes no attachment and no message; both go on when there is room'
    const alarm = { name: 'Errors', lasting: true }
    judge(outcome, { fault: 'disk full', rounds: FULL_MS.length, healthyMs, alarm, note })
  },
  timeoutMs,
)
