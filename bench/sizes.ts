// What a browser loads first, gzipped: the console with its language and an open conversation, the widget's loader, the widget opened.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Figure, printFigures } from './support/figures.ts'

export interface SizeFigure {
  measure: string
  /** Bytes, gzip level 9. */
  ours: number
  limit: number
}

const root = new URL('../dist/', import.meta.url).pathname
const gz = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length
const total = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gz(file), 0)

/** A script and all it imports before it runs. */
function closure(folder: string, entries: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const todo = [...entries]
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (seen.has(file) || !existsSync(file)) continue
    seen.add(file)
    if (!file.endsWith('.js')) continue
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      todo.push(join(folder, name))
  }
  return seen
}

function consoleFiles(): Set<string> {
  const assets = join(root, 'console/assets')
  const page = readFileSync(join(root, 'console/index.html'), 'utf8')
  const named = [...page.matchAll(/"\/console\/assets\/([^"]+\.(?:js|css))"/g)].map(([, name = '']) =>
    join(assets, name),
  )
  const later = readdirSync(assets).filter((name) => /^(?:en|talk)-.*\.(?:js|css)$/.test(name))
  return closure(assets, [...named, ...later.map((name) => join(assets, name))])
}

function widgetFiles(): string[] {
  const assets = join(root, 'widget/assets')
  return readdirSync(assets)
    .filter((name) => /\.(?:js|css)$/.test(name))
    .map((name) => join(assets, name))
}

/** The largest language a widget may load with it. */
const widgetWords = (): number => {
  const folder = new URL('../locales/widget/', import.meta.url).pathname
  return Math.max(...readdirSync(folder).map((name) => gz(join(folder, basename(name)))))
}

export const measureSizes = (): SizeFigure[] => [
  { measure: 'console, first load with a conversation open', ours: total(consoleFiles()), limit: 260 * 1024 },
  { measure: 'widget loader', ours: gz(join(root, 'widget/widget.js')), limit: 3 * 1024 },
  { measure: 'widget opened, with its language', ours: total(widgetFiles()) + widgetWords(), limit: 30 * 1024 },
]

export const benchSizes = (): Figure[] =>
  measureSizes().map(({ measure, ours, limit }) => ({
    claim: `${measure}, gzipped`,
    ours: `${(ours / 1024).toFixed(1)} KB`,
    limit: `≤ ${limit / 1024} KB`,
    ratio: limit / ours,
  }))

if (import.meta.main) printFigures(benchSizes())
