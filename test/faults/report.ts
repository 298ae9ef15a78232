import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/source/root.ts'
import type { Verdict } from './ledger.ts'
import type { Seen } from './viewers.ts'

export interface Figures extends Verdict {
  fault: string
  rounds: number
  /** From the blow to the first answer that it is ready again; milliseconds, one a round. */
  healthyMs: readonly number[]
  streams: Seen
}

/** `SB_FAULTS=large` makes the runs long. */
export const isLarge = process.env.SB_FAULTS === 'large'
export const roundsOf = (small: number): number => (isLarge ? Math.max(20, small * 7) : small)
/** The promise is 5 s on a machine that does nothing else, and the figure is printed; here it is broken at twice that, times what else the machine does. */
export const healthyWithinMs = (): number => 10_000 * Math.max(1, (2 * (loadavg()[0] ?? 0)) / availableParallelism())
export const nothingWrong = {
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  streams: { viewers: 50, missing: 0, duplicate: 0, outOfOrder: 0 },
}
/** Long enough for every round of a large run. */
export const timeoutMs = isLarge ? 900_000 : 120_000

const FILE = join(root, 'artifacts/faults.json')

/** Prints one line of the table, and keeps it in artifacts/faults.json beside those of the other faults. */
export function report(figures: Figures): void {
  const { fault, rounds, acknowledged, lost, doubled, outOfOrder, streams } = figures
  const healthy = { p50: median(figures.healthyMs), max: Math.max(0, ...figures.healthyMs) }
  console.log(
    `  ${fault.padEnd(26)} ${rounds} rounds · acknowledged ${acknowledged} · lost ${lost} · doubled ${doubled} · out of order ${outOfOrder}` +
      (rounds === 0 || figures.healthyMs.length === 0
        ? ''
        : ` · healthy p50 ${seconds(healthy.p50)}, max ${seconds(healthy.max)}`) +
      ` · ${streams.viewers} streams, ${streams.connections} connections: missing ${streams.missing}, duplicate ${streams.duplicate}, out of order ${streams.outOfOrder}`,
  )
  mkdirSync(join(root, 'artifacts'), { recursive: true })
  const { healthyMs: _, ...kept } = figures
  writeFileSync(FILE, `${JSON.stringify({ ...read(), [fault]: { ...kept, healthyMs: healthy } }, null, 2)}\n`)
}

function read(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
