import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { isCi } from '../../scripts/test/ci.ts'
import { cutLines } from './blows/cut-lines.ts'
import { cutUploads } from './blows/cut-uploads.ts'
import { failFsync } from './blows/fail-fsync.ts'
import { fillDisk } from './blows/fill-disk.ts'
import { JUMPS, jumpClock } from './blows/jump-clock.ts'
import { poisonMail } from './blows/poison-mail.ts'
import { refuseMail } from './blows/refuse-mail.ts'
import { repeatDeliveries } from './blows/repeat-deliveries.ts'
import { slowDatabase } from './blows/slow-database.ts'
import { stopDatabase } from './blows/stop-database.ts'
import { storm } from './blows/storm.ts'
import { takeConnections } from './blows/take-connections.ts'
import { judge } from './harness/report.ts'
import type { Under } from './harness/scene.ts'
import { timeoutMs, withinMs } from './harness/sizes.ts'
import { openStage, type Stage } from './harness/stage.ts'
import type { Hook } from './harness/writers/outside.ts'

const VIEWERS = 50
const OTHERS_WITHIN_MS = 1_000

interface Blow {
  name: string
  /** Milliseconds until the app is ready; null where it never stopped serving. */
  strike(): Promise<number | null>
}

/** What each file `*.large.test.ts` does at length, here as short as it can be, to one operator. */
test(
  'one fault after the other, while everybody works',
  async () => {
    await using stage = await openStage(VIEWERS)
    const { scene } = stage
    const left = leftOut(stage)
    for (const fault of left) console.log(`Not run: ${fault}`)
    // There nothing may be left out.
    if (isCi) expect(left).toEqual([])
    const { hook } = await scene.openBrand('vela')
    const healthyMs: number[] = []
    let rounds = 0
    const outcome = await scene.under(async (under) => {
      const poison = await poisonMail(scene, under.incoming)
      const blows = blowsOf(stage, under, hook)
      rounds = blows.length
      for (const { name, strike } of blows) {
        await pause(300)
        const healthy = await strike()
        if (healthy !== null) healthyMs.push(healthy)
        console.log(`    ${name}${healthy === null ? '' : `: healthy after ${Math.round(healthy)} ms`}`)
      }
      expect(await poison.parked()).toMatchObject([{ kind: 'channels.take-event', tries: 5 }])
      await poison.mendAndReplay()
    })
    judge(outcome, { fault: 'one after the other', rounds, healthyMs })
  },
  timeoutMs,
)

function blowsOf({ scene, database, shim, disk }: Stage, { chats, viewers, incoming }: Under, hook: Hook): Blow[] {
  const { url } = scene
  const { token = '' } = chats[0] ?? {}
  const blows: Blow[] = [
    { name: 'the database is slow', strike: () => slowDatabase(database, url, 3_000) },
    { name: 'the database is stopped', strike: () => stopDatabase(database, url) },
    { name: 'every connection is taken', strike: () => takeConnections(database, url, 2_000) },
    { name: 'viewers lose their lines', strike: serving(() => cutLines(scene.line, viewers, VIEWERS, 3)) },
    { name: 'uploads are cut', strike: serving(async () => expect(await cutUploads(url, token)).toEqual([])) },
    { name: 'the mail server refuses, and is away', strike: serving(() => refuseMail(scene.peers, 1, 3_000)) },
    {
      name: 'deliveries are repeated',
      strike: serving(() => repeatDeliveries(scene, incoming, { threads: 10, batches: 3, inABatch: 5, mails: 5 })),
    },
    {
      name: 'a storm on one brand',
      strike: serving(async () =>
        expect((await storm(hook, incoming, 640)).others).toBeLessThan(withinMs(OTHERS_WITHIN_MS)),
      ),
    },
  ]
  if (disk !== null)
    blows.push({ name: 'the disk is full', strike: () => fillDisk({ disk, database, url, token }, 2_000) })
  if (shim !== null) {
    for (const seconds of JUMPS)
      blows.push({ name: `the clock jumps by ${seconds} s`, strike: () => jumpClock(shim, url, seconds, 1_000) })
    blows.push({
      name: 'fsync fails',
      strike: async () => {
        await database.startWith(shim.env)
        return failFsync(shim, database, url, 1_000)
      },
    })
  }
  return blows
}

const leftOut = ({ shim, disk }: Stage): string[] => [
  ...(shim === null ? ['the clock jumps, fsync fails. They need Linux and a C compiler.'] : []),
  ...(disk === null ? ['the disk is full. It needs a Linux where a small disk may be mounted.'] : []),
]

const serving =
  (act: () => Promise<unknown>): Blow['strike'] =>
  async () => {
    await act()
    return null
  }
