import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { startEmbedded } from '#kernel/db'
import { quiet } from './quiet.ts'

/** An empty data folder that every user may enter. */
export function scratchDir(): string {
  const made = mkdtempSync(join(inject('scratch'), 'switchboard-try-'))
  chmodSync(made, 0o755)
  return made
}

let cluster: Promise<string> | null = null

/** A data folder, a new one when not said, with a stopped, ready-made cluster in it: a copy is quicker than making one. */
export async function scratchData(made = scratchDir()): Promise<string> {
  cluster ??= makeCluster()
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
