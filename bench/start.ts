// How long the database part of a start takes: embedded server, connection, migrations, partitions. The page a visitor sees comes on top.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#kernel/clock'
import { ensurePartitions, migrate, openDatabase } from '#kernel/db'
import type { Log } from '#kernel/log'
import { type Figure, median, printFigures } from './support/figures.ts'

const silent = (): void => {}
const log: Log = { debug: silent, info: silent, warn: silent, error: silent }

/** Cold = an empty data folder; warm = the same folder after an orderly stop. */
export async function measureStart(rounds = 5): Promise<Figure[]> {
  const cold: number[] = []
  const warm: number[] = []
  for (let round = 0; round < rounds; round++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
    chmodSync(dataDir, 0o755)
    cold.push(await startOnce(dataDir))
    warm.push(await startOnce(dataDir))
    rmSync(dataDir, { recursive: true })
  }
  return [
    figure('cold start, database and migrations', cold, 3),
    figure('warm start, database and migrations', warm, 0.5),
  ]
}

async function startOnce(dataDir: string): Promise<number> {
  const start = performance.now()
  const database = await openDatabase({ config: { databaseUrl: null, dataDir }, clock: systemClock, log })
  await migrate(database)
  await ensurePartitions(database, systemClock)
  const took = (performance.now() - start) / 1_000
  await database.close()
  return took
}

function figure(claim: string, seconds: number[], limit: number): Figure {
  const ours = median(seconds)
  return { claim, ours: `${ours.toFixed(2)} s`, limit: `≤ ${limit} s`, ratio: limit / ours }
}

if (import.meta.main) printFigures(await measureStart())
