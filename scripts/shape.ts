import { sourceFiles } from './source/files.ts'
import { placeOf } from './source/floors.ts'
import { lengthOf } from './source/habits.ts'
import { importsOf } from './source/imports.ts'
import { assertionsOf, functionsOf } from './source/sizes.ts'

interface Sized {
  at: string
  lines: number
}
interface Limits {
  median: number
  p90: number
  max: number
}

const files = sourceFiles()
const quiet = process.argv.includes('--quiet')
const print = (line = ''): void => void (quiet || console.log(line))

/** Aims for the middle and the tenth; only beyond the longest is it a fault. */
function report(what: string, sizes: readonly Sized[], limits: Limits): boolean {
  const sorted = sizes.toSorted((a, b) => a.lines - b.lines)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.lines ?? 0
  const figures = { median: at(0.5), p90: at(0.9), max: at(1) }
  const shown = (['median', 'p90', 'max'] as const).map(
    (name) => `${name} ${figures[name]} (aim ${limits[name]})${figures[name] > limits[name] ? ' !' : ''}`,
  )
  print(`${String(sizes.length).padStart(5)} ${what.padEnd(10)} ${shown.join('   ')}`)
  for (const { at: place, lines } of sorted.slice(-5).reverse()) print(`        ${String(lines).padStart(4)}  ${place}`)
  const over = sorted.filter(({ lines }) => lines > limits.max)
  for (const { at: place, lines } of over) console.error(`${place}: ${lines} lines, at most ${limits.max}`)
  return over.length === 0
}

function reportAssertions(): void {
  const all = files.map(assertionsOf)
  const total = (name: 'any' | 'as' | 'nonNull'): number => all.reduce((sum, one) => sum + one[name], 0)
  print(`      told, not asked:  any ${total('any')}   as ${total('as')}   non-null ${total('nonNull')}`)
}

function reportFloors(): void {
  const names = [
    'kernel',
    'people, operator, notices',
    'conversations, cases, knowledge',
    'channels … wholesale',
    'bot … standards',
    'surfaces',
    'app, main, cli',
  ]
  const doors = files.flatMap(importsOf).filter(({ to }) => to?.startsWith('#'))
  print('      imports through doors, by the floor they start from:')
  for (const [floor, name] of names.entries()) {
    const count = doors.filter(({ from }) => placeOf(from)?.floor === floor).length
    print(`        ${floor}  ${name.padEnd(34)} ${count}`)
  }
}

const fine = [
  report(
    'files',
    files.map(({ path, text }) => ({ at: path, lines: lengthOf(text) })),
    { median: 60, p90: 180, max: 400 },
  ),
  report('functions', files.flatMap(functionsOf), { median: 8, p90: 25, max: 80 }),
]
print()
reportAssertions()
reportFloors()
process.exitCode = fine.every(Boolean) ? 0 : 1
