import { setTimeout as pause } from 'node:timers/promises'
import type { Scrape, Series } from './promql.ts'
import { heldFor, readRules } from './rules.ts'

export interface Watch {
  /**
   * Did this alarm fire? Its expression held for as long as the rule says. `lasting`: the last figures are taken to stay as they
   * are, as they do until somebody acts, or as a counter does that is looked at over a window.
   */
  fired(alert: string, lasting?: boolean): boolean
  stop(): Promise<void>
}

const EVERY_MS = 1_000
/** As long as Prometheus waits. */
const SCRAPE_MS = 10_000
/** As long as the longest window and the longest `for` of a rule. */
const LASTING_SECONDS = 720
const LASTING_STEP = 15

/** Looks at the figures of each node once a second, as Prometheus does every fifteen. */
export function watchAlarms(urls: readonly string[]): Watch {
  const rules = readRules()
  const history: Scrape[] = []
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const at = performance.now() / 1000
      history.push({ at, series: (await Promise.all(urls.map(scrape))).flat() })
      await pause(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    fired: (alert, lasting = false) => {
      const rule = rules.get(alert)
      if (rule === undefined) throw new Error(`docs/operate.md has no alarm ${alert}`)
      const held = heldFor(rule, lasting ? prolonged(history) : history)
      return held !== null && held >= rule.forSeconds
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

function prolonged(history: readonly Scrape[]): Scrape[] {
  const last = history.at(-1)
  if (last === undefined) return []
  const more = Array.from({ length: LASTING_SECONDS / LASTING_STEP }, (_, step) => ({
    ...last,
    at: last.at + (step + 1) * LASTING_STEP,
  }))
  return [...history, ...more]
}

/** What one node says; only that it is down when it says nothing. */
async function scrape(url: string): Promise<Series[]> {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(SCRAPE_MS) }).catch(() => null)
  const text = answer?.ok ? await answer.text().catch(() => null) : null
  const up = { name: 'up', labels: { job: 'switchboard', instance: url }, value: text === null ? 0 : 1 }
  return [up, ...(text === null ? [] : seriesIn(text, url))]
}

const LINE = /^(\w+)(?:\{(.*)\})? (\S+)$/gm

export const seriesIn = (text: string, instance: string): Series[] =>
  [...text.matchAll(LINE)].map(([, name = '', labels = '', value = '']) => ({
    name,
    labels: { ...labelsIn(labels), instance },
    value: Number(value),
  }))

const labelsIn = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']) => [name, value]))
