// An article's page against a constant body of the same size through the same server and hooks, by CPU: made anew, and kept.

import type { Database } from '#kernel/db'
import { newId } from '#kernel/ids'
import { type AppProcess, cpuEach, startAppProcess } from './support/app-process.ts'
import { openBench } from './support/bench-app.ts'
import { type Figure, printFigures, ratioFigure } from './support/figures.ts'
import { BRAND, fill } from './support/fill.ts'

const SLUG = 'restart-your-box'
const text = Array.from(
  { length: 12 },
  (_, n) =>
    `<p>Step ${n + 1}: switch the box off, wait for ten seconds, and switch it on again. The lamp in the middle turns green after a minute.</p>`,
).join('\n')

async function publish({ pool }: Database): Promise<void> {
  const id = newId()
  await pool.query(
    `insert into knowledge.article (id, brand_id, key, lang, title, slug, summary, body, html, baked_by, written_by, created_at, updated_at)
     values ($1, $2, $3, 'en', 'Restart your box', $3, 'When the lamp is red', $4, $4, 1, 'system', now(), now())`,
    [id, BRAND, SLUG, text],
  )
  await pool.query(`insert into knowledge.publication (article_id, by, at) values ($1, 'system', now())`, [id])
}

/** A question mark makes it a page of its own that nobody keeps. */
const anew = `/b/bench/help/${SLUG}?lang=en`
const kept = `/b/bench/help/${SLUG}`

async function compare(
  app: AppProcess,
  claim: string,
  path: string,
  required: number,
  rounds: number,
  seconds: number,
): Promise<Figure> {
  const bytes = (await (await fetch(app.url + path)).text()).length
  const constant = `/bench/constant/${bytes}`
  const pairs: [number, number][] = []
  for (let n = 0; n < rounds; n++)
    pairs.push([1e6 / (await cpuEach(app, path, seconds)), 1e6 / (await cpuEach(app, constant, seconds))])
  return ratioFigure(`${claim} ÷ constant body of ${bytes} bytes`, pairs, { unit: 'answers a CPU second', required })
}

export async function benchArticlePage(rounds = 5, seconds = 4): Promise<Figure[]> {
  await using bench = await openBench(2)
  await fill(bench.database, { conversations: 1 })
  await publish(bench.database)
  await using app = await startAppProcess(bench.database)
  await cpuEach(app, anew, 2)
  return [
    await compare(app, 'article page, uncached', anew, 0.15, rounds, seconds),
    await compare(app, 'article page, cached', kept, 0.5, rounds, seconds),
  ]
}

if (import.meta.main) printFigures(await benchArticlePage(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 4)))
