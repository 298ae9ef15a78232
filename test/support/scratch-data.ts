import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#kernel/db'
import type { Log } from '#kernel/log'

const silent = (): void => {}
export const quiet: Log = { debug: silent, info: silent, warn: silent, error: silent }

/** An empty data folder that every user may enter. */
export function scratchDir(): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'switchboard-try-')))
  chmodSync(made, 0o755)
  return made
}

let cluster: Promise<string> | null = null

/** A data folder with a stopped, ready-made cluster in it: a copy is quicker than making one. */
export async function scratchData(): Promise<string> {
  cluster ??= makeCluster()
  const made = scratchDir()
  execFileSync('cp', ['-a', `${await cluster}/postgres`, made])
  return made
}

async function makeCluster(): Promise<string> {
  const dataDir = scratchDir()
  const { stop } = await startEmbedded({ dataDir, log: quiet })
  await stop()
  return dataDir
}

export async function removeScratch(): Promise<void> {
  if (cluster !== null) rmSync(await cluster, { recursive: true, force: true })
  cluster = null
}

/** The process id of the server on this data; throws when none runs. */
export const serverPid = (dataDir: string): number =>
  Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])
