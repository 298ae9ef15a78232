type Labels = Readonly<Record<string, string | number>>

/** What was observed under one set of labels. */
export interface Series {
  observe(value: number): void
}

interface Kept extends Series {
  labels: string
  /** How many fell into each bucket; the last one is for what is beyond all of them. */
  counts: number[]
  sum: number
}

export interface HistogramOf {
  name: string
  help: string
  labels: readonly string[]
  buckets: readonly number[]
}

/**
 * A histogram as Prometheus reads it. Ours and not the library's, which looks at every label of every observation anew: each
 * answer of the server is one, and whoever observes under the same labels again keeps the series.
 */
export class Histogram {
  readonly #of: HistogramOf
  readonly #series = new Map<string, Kept>()

  constructor(of: HistogramOf) {
    this.#of = of
  }

  series(given: Labels): Series {
    const labels = this.#of.labels.map((label) => `${label}="${escaped(String(given[label] ?? ''))}"`).join(',')
    const known = this.#series.get(labels) ?? empty(labels, this.#of.buckets)
    this.#series.set(labels, known)
    return known
  }

  text(): string {
    const { name, help } = this.#of
    return [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} histogram`,
      ...[...this.#series.values()].flatMap(this.#lines),
    ].join('\n')
  }

  readonly #lines = ({ labels, counts, sum }: Kept): string[] => {
    const { name, buckets } = this.#of
    const more = labels === '' ? '' : `,${labels}`
    const own = labels === '' ? '' : `{${labels}}`
    let count = 0
    const lines = counts.map((n, at) => {
      count += n
      return `${name}_bucket{le="${buckets[at] ?? '+Inf'}"${more}} ${count}`
    })
    return [...lines, `${name}_sum${own} ${sum}`, `${name}_count${own} ${count}`]
  }
}

const empty = (labels: string, buckets: readonly number[]): Kept => ({
  labels,
  counts: Array.from({ length: buckets.length + 1 }, () => 0),
  sum: 0,
  observe(value) {
    if (!Number.isFinite(value)) throw new TypeError('A histogram takes finite numbers.')
    const at = buckets.findIndex((bound) => value <= bound)
    const place = at < 0 ? buckets.length : at
    this.counts[place] = (this.counts[place] ?? 0) + 1
    this.sum += value
  },
})

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
