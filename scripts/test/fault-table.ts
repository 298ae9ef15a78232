import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figures } from '../../test/faults/harness/report.ts'
import { root } from '../source/root.ts'

const PAGE = join(root, 'docs/reliability.md')
const KEPT = join(root, 'artifacts/faults.json')
const PLACE = /(?<=<!-- figures -->\n)[\s\S]*(?=\n<!-- end of figures -->)/

/** Puts what the runs at length found into docs/reliability.md; a fault that was not run again keeps its line. */
export function writeFaultTable(): void {
  const kept = Object.values(JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, Figures>)
  const page = readFileSync(PAGE, 'utf8')
  const table = faultTable(
    kept.filter(({ size }) => size === 'large'),
    PLACE.exec(page)?.[0].split('\n').slice(2) ?? [],
  )
  writeFileSync(
    PAGE,
    page.replace(PLACE, () => table),
  )
}

/** The sum of what ran at length. */
const ALL = '**all at length**'
const HEAD = [
  'fault',
  'rounds',
  'acknowledged',
  'lost',
  'doubled',
  'out of order',
  'may have been sent',
  'streams: missing, duplicate',
  'healthy after: p50, max',
  'drained after',
  'its alarm',
]

/** A line of before is another fault's when it begins with another name. */
const isOf = (line: string, { fault }: Figures): boolean =>
  line.startsWith(`| ${fault} |`) || line.startsWith(`| ${fault} (`)

function faultTable(all: readonly Figures[], before: readonly string[]): string {
  const rows = all.map((one) => [
    one.note === '' ? one.fault : `${one.fault} (${one.note})`,
    one.rounds,
    one.acknowledged,
    one.lost,
    one.doubled,
    one.outOfOrder,
    one.maybe === 0 ? '–' : one.maybe,
    `${one.streams.missing}, ${one.streams.duplicate}`,
    one.healthyMs === null ? 'served throughout' : `${seconds(one.healthyMs.p50)}, ${seconds(one.healthyMs.max)}`,
    one.drainedMs === null ? 'never' : seconds(one.drainedMs),
    alarmOf(one),
  ])
  const sum = (name: 'acknowledged' | 'lost' | 'doubled' | 'outOfOrder'): number =>
    all.reduce((total, one) => total + one[name], 0)
  const others = before.filter((line) => !line.startsWith(`| ${ALL} `) && !all.some((one) => isOf(line, one)))
  const last = [ALL, '', sum('acknowledged'), sum('lost'), sum('doubled'), sum('outOfOrder'), '', '', '', '', '']
  return [lineOf(HEAD), lineOf(HEAD.map(() => '---')), ...rows.map(lineOf), ...others, lineOf(last)].join('\n')
}

function alarmOf({ alarm }: Figures): string {
  if (alarm === null) return '–'
  if (alarm.fired) return alarm.name
  return alarm.isDue ? `${alarm.name}: did not fire` : `${alarm.name}: not due`
}

const lineOf = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
