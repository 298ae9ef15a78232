/** One look at the figures of all nodes. */
export interface Scrape {
  /** Seconds. */
  at: number
  series: readonly Series[]
}
export interface Series {
  name: string
  labels: Readonly<Record<string, string>>
  value: number
}
type Vector = readonly Pick<Series, 'labels' | 'value'>[]
/** Looks at the scrapes up to now. */
export type Query = (history: readonly Scrape[]) => Vector

/** As much of Prometheus' language as docs/operate.md uses; throws at anything else. */
export function compile(text: string): Query {
  const tokens = text.match(/[A-Za-z_:][\w:]*|\d[\d.]*(?:e\d+)?(?:[smh](?![\w.]))?|"[^"]*"|==|[(){}[\],=<>/]/g) ?? []
  const parser = new Parser(tokens)
  const query = parser.or()
  if (parser.next !== undefined) throw new Error(`not understood from "${parser.next}" on: ${text}`)
  return query
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

class Parser {
  readonly #tokens: string[]
  constructor(tokens: readonly string[]) {
    this.#tokens = [...tokens]
  }
  get next(): string | undefined {
    return this.#tokens[0]
  }
  #take(expected?: string): string {
    const token = this.#tokens.shift()
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new Error(`"${token}" where ${expected ?? 'something'} was expected`)
    return token
  }
  #if(token: string): boolean {
    if (this.next !== token) return false
    this.#take()
    return true
  }

  or(): Query {
    const parts = [this.#compared()]
    while (this.#if('or')) parts.push(this.#compared())
    return (history) => parts.flatMap((part) => part(history))
  }

  #compared(): Query {
    const left = this.#divided()
    const sign = this.next
    if (sign !== '>' && sign !== '==') return left
    this.#take()
    const limit = Number(this.#take())
    const holds = (value: number): boolean => (sign === '>' ? value > limit : value === limit)
    return (history) => left(history).filter(({ value }) => holds(value))
  }

  #divided(): Query {
    const left = this.#atom()
    if (!this.#if('/')) return left
    const right = this.#atom()
    return (history) => {
      const divisors = new Map(right(history).map(({ labels, value }) => [keyOf(labels), value]))
      return left(history).map(({ labels, value }) => ({ labels, value: value / (divisors.get(keyOf(labels)) ?? 0) }))
    }
  }

  #atom(): Query {
    const name = this.#take()
    if (name === 'sum' || name === 'max') return this.#gathered(name)
    if (name === 'rate' || name === 'increase' || name === 'changes') return this.#ranged(name)
    if (name === 'histogram_quantile') return this.#quantile()
    const fits = this.#fitting(name)
    return (history) => history.at(-1)?.series.filter(fits) ?? []
  }

  #gathered(how: 'sum' | 'max'): Query {
    const by = this.#if('by') ? this.#names() : []
    this.#take('(')
    const inner = this.or()
    this.#take(')')
    return (history) => {
      const groups = Map.groupBy(inner(history), ({ labels }) => keyOf(only(labels, by)))
      return [...groups.values()].map((group) => {
        const values = group.map(({ value }) => value)
        const value = how === 'sum' ? values.reduce((a, b) => a + b, 0) : Math.max(...values)
        return { labels: only(group[0]?.labels ?? {}, by), value }
      })
    }
  }

  #names(): string[] {
    this.#take('(')
    const names: string[] = []
    while (!this.#if(')')) if (!this.#if(',')) names.push(this.#take())
    return names
  }

  #ranged(how: 'rate' | 'increase' | 'changes'): Query {
    this.#take('(')
    const fits = this.#fitting(this.#take())
    this.#take('[')
    const [, count = '', unit = ''] = /^(\d+)([smh])$/.exec(this.#take()) ?? []
    const seconds = Number(count) * (SECONDS[unit] ?? 0)
    this.#take(']')
    this.#take(')')
    return (history) => {
      const from = (history.at(-1)?.at ?? 0) - seconds
      const within = history.filter(({ at }) => at >= from)
      const runs = Map.groupBy(
        within.flatMap(({ series }) => series.filter(fits)),
        ({ labels }) => keyOf(labels),
      )
      return [...runs.values()].map((run) => {
        const values = run.map(({ value }) => value)
        const grown = how === 'changes' ? changesIn(values) : growthOf(values)
        return { labels: run[0]?.labels ?? {}, value: how === 'rate' ? grown / seconds : grown }
      })
    }
  }

  #quantile(): Query {
    this.#take('(')
    const share = Number(this.#take())
    this.#take(',')
    const inner = this.or()
    this.#take(')')
    return (history) => [{ labels: {}, value: quantile(share, inner(history)) }]
  }

  #fitting(name: string): (series: Series) => boolean {
    const wanted = new Map<string, string>()
    if (this.#if('{')) {
      while (!this.#if('}')) {
        if (this.#if(',')) continue
        const label = this.#take()
        this.#take('=')
        wanted.set(label, this.#take().slice(1, -1))
      }
    }
    return (series) => series.name === name && [...wanted].every(([label, value]) => series.labels[label] === value)
  }
}

const only = (labels: Series['labels'], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, labels[name] ?? '']))
const keyOf = (labels: Series['labels']): string => JSON.stringify(Object.entries(labels).sort())

/** A counter that fell began anew with its process. */
const growthOf = (values: readonly number[]): number =>
  values.reduce((sum, value, at) => {
    const before = values[at - 1]
    return before === undefined ? sum : sum + (value < before ? value : value - before)
  }, 0)
const changesIn = (values: readonly number[]): number =>
  values.filter((value, at) => at > 0 && value !== values[at - 1]).length

function quantile(share: number, buckets: Vector): number {
  const sorted = buckets
    .map(({ labels, value }) => ({ le: labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le), value }))
    .sort((a, b) => a.le - b.le)
  const all = sorted.at(-1)?.value ?? 0
  const at = sorted.findIndex(({ value }) => value >= share * all)
  const [bucket, before] = [sorted[at], sorted[at - 1] ?? { le: 0, value: 0 }]
  if (all === 0 || bucket === undefined) return Number.NaN
  if (!Number.isFinite(bucket.le)) return before.le
  return before.le + ((bucket.le - before.le) * (share * all - before.value)) / (bucket.value - before.value)
}
