import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { mayMount, mountSmallDisk } from '../faults/harness/small-disk.ts'
import { scratchDir, serverPid } from './scratch-data.ts'
import { sweep } from './sweep.ts'
import { startWriter } from './writer.ts'

/** A run that was killed while its servers worked: its own, and one that a test started. Answers their process ids. */
async function killedRun(folder: string): Promise<number[]> {
  const ownServer = join(folder, 'scratch/switchboard-try-1')
  mkdirSync(ownServer, { recursive: true, mode: 0o755 })
  const writers = [folder, ownServer].map((data) => startWriter(data))
  writeFileSync(join(folder, 'run'), `${writers[0]?.child.pid}\n`)
  for (const writer of writers) {
    await writer.hears(/^wrote 0$/)
    writer.child.kill('SIGKILL')
    await writer.ended
  }
  return [folder, ownServer].map(serverPid)
}

const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`)

test('what a killed run left is ended and removed; a run that goes on is left alone', async () => {
  const parent = scratchDir()
  const [dead, alive] = [join(parent, 'run-dead'), join(parent, 'run-alive')]
  mkdirSync(alive)
  writeFileSync(join(alive, 'run'), `${process.pid}\n`)
  const servers = await killedRun(dead)

  sweep(parent, 'run-')
  expect([existsSync(dead), existsSync(alive)]).toEqual([false, true])
  await expect.poll(() => servers.filter(isThere)).toEqual([])
  rmSync(parent, { recursive: true })
})

test.runIf(mayMount())('its small disks go with it, and a folder that cannot be removed stops nobody', () => {
  const parent = scratchDir()
  const [disk, stuck] = [join(parent, 'run-1/scratch/disk'), join(parent, 'run-2')]
  for (const folder of [disk, stuck]) mkdirSync(folder, { recursive: true })
  mountSmallDisk(1, disk)
  using _stuck = mountSmallDisk(1, stuck)
  const gone = 2 ** 22 + 1
  for (const run of ['run-1', 'run-2']) writeFileSync(join(parent, run, 'run'), `${gone}\n`)
  writeFileSync(join(disk, 'file'), 'still open')
  const told = vi.spyOn(console, 'warn').mockReturnValue()

  sweep(parent, 'run-')
  expect(existsSync(join(parent, 'run-1'))).toBe(false)
  expect(told.mock.calls.map(([words]) => words)).toEqual([`An earlier run left ${stuck}, and it cannot be removed.`])
})
