import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../../scripts/source/root.ts'
import { compile, type Query, type Scrape } from './promql.ts'

export interface Rule {
  alert: string
  query: Query
  /** How long it must hold; seconds. */
  forSeconds: number
}

/** The alarms as docs/operate.md tells operators to write them. */
export function readRules(): Map<string, Rule> {
  const text = readFileSync(join(root, 'docs/operate.md'), 'utf8')
  const told = text.matchAll(/- alert: (\w+)\n\s+expr: (.+)\n(?:\s+for: (\d+)([smh])\n)?/g)
  return new Map(
    [...told].map(([, alert = '', expr = '', count = '0', unit = 's']) => {
      const forSeconds = Number(count) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1)
      return [alert, { alert, query: compile(expr), forSeconds }]
    }),
  )
}

/** Seconds the rule held without a break, at most; null when it never did. */
export function heldFor(rule: Rule, history: readonly Scrape[]): number | null {
  let since: number | null = null
  let longest: number | null = null
  for (let end = 1; end <= history.length; end++) {
    const at = history[end - 1]?.at ?? 0
    const holds = rule.query(history.slice(0, end)).length > 0
    if (!holds) since = null
    else {
      since ??= at
      longest = Math.max(longest ?? 0, at - since)
    }
  }
  return longest
}
