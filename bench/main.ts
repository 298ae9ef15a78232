// All claims, or those named: a table of ours, the limit and the ratio; bench/results.json keeps it.
import { writeFileSync } from 'node:fs'
import { type Figure, printFigures } from './support/figures.ts'

/** Each is loaded when it is asked for: some bring a browser along. */
const claims: Record<string, () => Promise<Figure[]>> = {
  'receive-message': async () => (await import('./receive-message.ts')).benchReceiveMessage(),
  'http-chat': async () => (await import('./http-chat.ts')).benchHttpChat(),
  reads: async () => (await import('./reads.ts')).benchReads(),
  'list-json': async () => (await import('./list-json.ts')).benchListJson(),
  'article-page': async () => (await import('./article-page.ts')).benchArticlePage(),
  'send-to-paint': async () => (await import('./send-to-paint.ts')).benchSendToPaint(),
  live: async () => (await import('./live.ts')).measureLive(),
  start: async () => (await import('./start.ts')).measureStart(),
  backup: async () => (await import('./backup.ts')).benchBackup(),
  mail: async () => (await import('./mail.ts')).benchMail(),
  growth: async () => (await import('./growth.ts')).benchGrowth(),
  sizes: async () => (await import('./sizes.ts')).benchSizes(),
  breaches: async () => (await import('./breaches.ts')).benchBreaches(),
  'surge-trial': async () => (await import('./surge-trial.ts')).benchSurgeTrial(),
  'key-to-paint': async () => (await import('./key-to-paint.ts')).benchKeyToPaint(),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in claims))
if (unknown.length > 0)
  throw new Error(`No such claim: ${unknown.join(', ')}. There are: ${Object.keys(claims).join(', ')}`)

const figures: Figure[] = []
for (const [name, measure] of Object.entries(claims)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`Measuring ${name} …`)
  figures.push(...(await measure()))
}
printFigures(figures)
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(figures, null, 2)}\n`)
