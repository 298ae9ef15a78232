import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { scratchData } from '../support/scratch-data.ts'
import { untilReady } from './harness/cell.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'
import { mayMount, mountSmallDisk } from './harness/small-disk.ts'
import { upload } from './harness/upload.ts'

/** The cluster, its log and what a run writes. */
const MEGABYTES = 400
const settings = { max_wal_size: '64MB', min_wal_size: '32MB' }
const canMount = mayMount()
if (!canMount) console.log('Not run: the disk is full. It needs a Linux where a small disk may be mounted.')

test.runIf(canMount)(
  'the disk of the database and of the attachments is full',
  async () => {
    using disk = mountSmallDisk(MEGABYTES)
    const made = await scratchData()
    execFileSync('cp', ['-a', `${made}/postgres`, disk.folder])
    await using database = await openDatabaseOfOurs({ dataDir: disk.folder, settings })
    const env = { SWITCHBOARD_BLOBS: `${disk.folder}/files` }
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct, env })
    const rounds = 3
    const healthyMs: number[] = []
    const uploads: number[][] = []
    const outcome = await scene.under(async ({ chats }) => {
      for (let round = 0; round < rounds; round++) {
        await pause(2_000)
        const place = new URL(`/api/v1/chat/uploads?id=${newId()}`, scene.url)
        const send = () => upload(place, chats[round]?.token ?? '', Buffer.alloc(400_000, 'x'))
        await disk.fill()
        const refused = await send()
        await pause(round === 0 ? 20_000 : 5_000)
        disk.makeRoom()
        const mended = performance.now()
        if (!database.isRunning()) await database.start()
        healthyMs.push(await untilReady(scene.url, mended))
        uploads.push([refused, await send()])
      }
      await pause(1_000)
    })
    const note = 'a full disk takes no attachment and no message; both go on when there is room'
    judge(outcome, { fault: 'disk full', rounds, healthyMs, alarm: { name: 'Errors', lasting: true }, note })
    for (const [full, after] of uploads) {
      expect(full).toBeGreaterThanOrEqual(500)
      expect(after).toBe(200)
    }
  },
  timeoutMs,
)
