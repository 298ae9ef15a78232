import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type Labels = Readonly<Record<string, string | number>>

/** Names begin with `switchboard_` by themselves; counters end in _total, times in _seconds. Labels come from closed lists, never from people. */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): { add(labels?: Labels, by?: number): void }
  /** Seconds unless the name says otherwise. */
  histogram(
    name: string,
    help: string,
    labels?: readonly string[],
    buckets?: readonly number[],
  ): { observe(value: number, labels?: Labels): void }
  /** `read` is called when somebody asks for the figures. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  /** One value for each value of one label, read when somebody asks. */
  gauges(
    name: string,
    help: string,
    label: string,
    read: () => ReadonlyMap<string, number> | Promise<ReadonlyMap<string, number>>,
  ): void
  /** The page of GET /metrics. */
  text(): Promise<string>
  readonly contentType: string
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Labels times values: beyond it a label was filled with something that has no end. */
const MOST_SERIES = 2_000

/** A registry of its own for each app, so that two in one process do not add up. Process figures and the event loop's lag are in it. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'switchboard_', eventLoopMonitoringPrecision: 10 })
  const named = (name: string, help: string, labels: readonly string[] = []) => ({
    name: `switchboard_${name}`,
    help,
    labelNames: [...labels],
    registers: [registry],
  })
  return {
    counter: (name, help, labels) => bounded(new Counter(named(name, help, labels))),
    histogram(name, help, labels, buckets = SECONDS) {
      const histogram = new Histogram({ ...named(name, help, labels), buckets: [...buckets] })
      return { observe: (value, given = {}) => histogram.observe({ ...given }, value) }
    },
    gauge: (name, help, read) =>
      void new Gauge({
        ...named(name, help),
        collect: async function () {
          this.set(await read())
        },
      }),
    gauges: (name, help, label, read) =>
      void new Gauge({
        ...named(name, help, [label]),
        async collect() {
          this.reset()
          for (const [value, count] of await read()) this.set({ [label]: value }, count)
        },
      }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

/** Counts what it has seen and puts the rest under `other`, so that a label can never fill the memory. */
function bounded(counter: Counter<string>): { add(labels?: Labels, by?: number): void } {
  const seen = new Set<string>()
  return {
    add(labels = {}, by = 1) {
      const key = JSON.stringify(labels)
      if (seen.size < MOST_SERIES) seen.add(key)
      counter.inc(seen.has(key) ? { ...labels } : others(labels), by)
    },
  }
}

const others = (labels: Labels): Record<string, string> =>
  Object.fromEntries(Object.keys(labels).map((name) => [name, 'other']))
