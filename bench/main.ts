// All claims, or those named: a table of ours, the limit and the ratio; bench/results.json keeps it.
import { writeFileSync } from 'node:fs'
import { measureSizes } from './sizes.ts'

interface Line {
  claim: string
  ours: string
  limit: string
  /** 1 or more is as good as required. */
  ratio: number
}

const claims: Record<string, () => Promise<Line[]>> = {
  sizes: async () =>
    measureSizes().map(({ measure, ours, limit }) => ({
      claim: measure,
      ours: `${(ours / 1024).toFixed(1)} KB`,
      limit: `≤ ${limit / 1024} KB`,
      ratio: limit / ours,
    })),
  start: async () => {
    const { measureStart } = await import('./start.ts')
    return (await measureStart()).map(({ measure, ours, limit, ratio }) => ({
      claim: measure,
      ours: `${ours.toFixed(2)} s`,
      limit: `≤ ${limit} s`,
      ratio,
    }))
  },
  'receive-message': async () => {
    const { benchReceiveMessage } = await import('./receive-message.ts')
    const { claim, ours, limit, ratio, required } = await benchReceiveMessage()
    return [
      { claim, ours, limit: `${limit}; ratio ≥ ${required}, measured ${ratio.toFixed(2)}`, ratio: ratio / required },
    ]
  },
  live: async () => {
    const { measureLive } = await import('./live.ts')
    return (await measureLive()).map(({ measure, unit, ours, limit, ratio }) => ({
      claim: measure,
      ours: `${ours.toFixed(1)} ${unit}`,
      limit: `≤ ${limit} ${unit}`,
      ratio,
    }))
  },
  'key-to-paint': async () => {
    const { benchKeyToPaint } = await import('./key-to-paint.ts')
    const { claim, p95, limit } = await benchKeyToPaint()
    return [{ claim, ours: `${p95.toFixed(1)} ms`, limit: `≤ ${limit} ms`, ratio: limit / p95 }]
  },
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in claims))
if (unknown.length > 0)
  throw new Error(`No such claim: ${unknown.join(', ')}. There are: ${Object.keys(claims).join(', ')}`)

const lines: Line[] = []
for (const [name, measure] of Object.entries(claims)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`Measuring ${name} …`)
  lines.push(...(await measure()))
}
console.log('| claim | ours | limit | of what is required |\n|---|---|---|---|')
for (const { claim, ours, limit, ratio } of lines)
  console.log(`| ${claim} | ${ours} | ${limit} | ${ratio.toFixed(2)} |`)
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(lines, null, 2)}\n`)
