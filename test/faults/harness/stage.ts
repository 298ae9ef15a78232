import { scratchData } from '../../support/scratch-data.ts'
import { FEW_CONNECTIONS, openDatabaseOfOurs, type TestDatabase } from './database.ts'
import { openScene, type Scene } from './scene.ts'
import { buildShim, type Shim } from './shim/build-shim.ts'
import { DISK_MEGABYTES, LITTLE_LOG, mayMount, mountSmallDisk, type SmallDisk } from './small-disk.ts'

/** An operator whose database, disk, clock and lines can all be broken. */
export interface Stage extends AsyncDisposable {
  readonly scene: Scene
  readonly database: TestDatabase
  /** What the app is told by its system; null where that cannot be done. */
  readonly shim: Shim | null
  /** What database and attachments lie on; null where nothing may be mounted. */
  readonly disk: SmallDisk | null
}

export async function openStage(viewers: number): Promise<Stage> {
  await using opened = new AsyncDisposableStack()
  const shim = await buildShim()
  const disk = mayMount() ? opened.use(mountSmallDisk(DISK_MEGABYTES)) : null
  if (disk !== null) await scratchData(disk.folder)
  const settings = { ...FEW_CONNECTIONS, ...LITTLE_LOG }
  const database = opened.use(await openDatabaseOfOurs({ settings, ...(disk !== null && { dataDir: disk.folder }) }))
  const env = { ...shim?.env, ...(disk !== null && { SWITCHBOARD_BLOBS: `${disk.folder}/files` }) }
  const way = { databaseUrl: database.url, booksUrl: database.direct }
  const scene = opened.use(await openScene({ ...way, env, viewers }))
  const kept = opened.move()
  return { scene, database, shim, disk, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}
