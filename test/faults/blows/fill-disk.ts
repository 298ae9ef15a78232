import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { newId } from '#kernel/ids'
import { until } from '../harness/cell.ts'
import type { TestDatabase } from '../harness/database.ts'
import type { SmallDisk } from '../harness/small-disk.ts'
import { upload } from '../harness/upload.ts'

export interface OnSmallDisk {
  disk: SmallDisk
  /** Lies on it, as the attachments do. */
  database: TestDatabase
  url: string
  /** Of a visitor who sends files. */
  token: string
}

/**
 * The disk of the database and of the attachments is full for so long: it takes no file, and does when there is room again. Answers the
 * milliseconds from then until the app is ready.
 */
export async function fillDisk({ disk, database, url, token }: OnSmallDisk, fullMs: number): Promise<number> {
  const place = new URL(`/api/v1/chat/uploads?id=${newId()}`, url)
  const send = () => upload(place, token, Buffer.alloc(400_000, 'x'))
  await disk.fill()
  expect(await send()).toBeGreaterThanOrEqual(500)
  await pause(fullMs)
  disk.makeRoom()
  const mended = performance.now()
  // It may end yet, of what it could not write while it recovered: whoever mends the disk starts it again.
  await until(async () => {
    if (!database.isRunning()) await database.start()
    return (await fetch(`${url}/readyz`).catch(() => null))?.ok === true
  })
  const healthyMs = performance.now() - mended
  expect(await send()).toBe(200)
  return healthyMs
}
