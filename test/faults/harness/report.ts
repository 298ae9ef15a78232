import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { root } from '../../../scripts/source/root.ts'
import { sumOf, type Verdict } from './ledger.ts'
import type { Outcome } from './scene.ts'
import { isLarge, withinMs } from './sizes.ts'
import type { Seen } from './viewers.ts'

/** A fault as docs/reliability.md shows it. */
export interface Figures extends Verdict {
  fault: string
  size: 'small' | 'large'
  at: string
  rounds: number
  /** Shown as ones that may have been sent. */
  maybe: number
  streams: Seen
  /** From the blow until it could serve again; milliseconds. Null where it never stopped serving. */
  healthyMs: { p50: number; max: number } | null
  drainedMs: number | null
  /** The alarm of docs/operate.md that says so, whether it was to fire, and whether it did; null where there is nothing to say. */
  alarm: { name: string; isDue: boolean; fired: boolean } | null
  /** What else there is to know. */
  note: string
}

export interface Told {
  fault: string
  rounds: number
  /** From the blow to ready again, one a round; empty where it never stopped serving. */
  healthyMs?: readonly number[]
  /** What the time to ready must be below. */
  promisedMs?: number
  /** `lasting`: see watchAlarms. In a short run it may be too early for it. */
  alarm?: { name: string; lasting?: boolean; isDue?: boolean }
  note?: string
}

const FILE = join(root, 'artifacts/faults.json')

/** Prints the line of this fault, keeps it in artifacts/faults.json, and holds it against the promise. */
export function judge(outcome: Outcome, told: Told): void {
  const figures = figuresOf(outcome, told)
  console.log(`  ${lineOf(figures)}`)
  keep(figures)
  expect({ ...figures, gaps: outcome.gaps }).toMatchObject({
    lost: 0,
    doubled: 0,
    outOfOrder: 0,
    gaps: 0,
    streams: { missing: 0, duplicate: 0, outOfOrder: 0 },
    drainedMs: expect.any(Number),
  })
  expect(outcome.incoming.acknowledged).toBeGreaterThan(isLarge ? 500 : 25)
  expect(outcome.outgoing.acknowledged).toBeGreaterThan(0)
  if (figures.healthyMs !== null) expect(figures.healthyMs.max).toBeLessThan(withinMs(told.promisedMs ?? 5_000))
  if (told.alarm?.isDue ?? true) expect(figures.alarm?.fired ?? true).toBe(true)
}

function figuresOf({ incoming, outgoing, streams, drainedMs, alarms }: Outcome, told: Told): Figures {
  const { fault, rounds, healthyMs = [], alarm, note = '' } = told
  const size = isLarge ? 'large' : 'small'
  const fired = alarm === undefined ? false : alarms.fired(alarm.name, alarm.lasting ?? false)
  return {
    fault,
    size,
    at: new Date().toISOString(),
    rounds,
    ...sumOf([incoming, outgoing]),
    maybe: outgoing.maybe,
    streams,
    healthyMs: healthyMs.length === 0 ? null : { p50: median(healthyMs), max: Math.max(...healthyMs) },
    drainedMs,
    alarm: alarm === undefined ? null : { name: alarm.name, isDue: alarm.isDue ?? true, fired },
    note,
  }
}

function lineOf(figures: Figures): string {
  const { fault, rounds, acknowledged, lost, doubled, outOfOrder, maybe, streams, healthyMs, drainedMs, alarm } =
    figures
  return [
    fault,
    `${rounds} rounds`,
    `acknowledged ${acknowledged}, lost ${lost}, doubled ${doubled}, out of order ${outOfOrder}, maybe sent ${maybe}`,
    `${streams.viewers} streams, ${streams.connections} connections: missing ${streams.missing}, duplicate ${streams.duplicate}, out of order ${streams.outOfOrder}`,
    ...(healthyMs === null ? [] : [`healthy p50 ${seconds(healthyMs.p50)}, max ${seconds(healthyMs.max)}`]),
    `drained ${drainedMs === null ? 'never' : seconds(drainedMs)}`,
    ...(alarm === null ? [] : [`${alarm.name} ${alarm.fired ? 'fired' : 'did not fire'}`]),
    ...(figures.note === '' ? [] : [figures.note]),
  ].join(' · ')
}

/** A short run never takes the place of one at length. */
function keep(figures: Figures): void {
  mkdirSync(join(root, 'artifacts'), { recursive: true })
  const kept = readKept()
  kept[`${figures.fault} (${figures.size})`] = figures
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`)
}

export function readKept(): Record<string, Figures> {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Figures>
  } catch {
    return {}
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
