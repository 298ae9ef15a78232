import { setTimeout as pause } from 'node:timers/promises'
import { type AppProcess, type Env, startProcess } from './app-process.ts'
import { type Line, openLine, placeOf } from './line.ts'

/** The nodes of one operator; each may be killed and started again, on the ports it had. */
export interface Cell extends AsyncDisposable {
  /** Where clients go: the node, or what stands before several. */
  readonly url: string
  readonly mailPort: number
  /** Each node's own address. */
  readonly urls: readonly string[]
  key(name: string): Promise<string>
  /** As the system does it when memory is short: at once, without a word. */
  kill(node?: number): Promise<void>
  start(node?: number, tree?: string): Promise<void>
}

interface Node {
  url: string
  mailPort: number
  process: AppProcess | null
}

export interface CellOptions {
  nodes: number
  env: Env
  /** Where each node's release lies; this checkout when not said. */
  trees?: readonly string[]
}

export async function openCell({ nodes: count, env, trees = [] }: CellOptions): Promise<Cell> {
  const nodes: Node[] = []
  const begin = (n: number, more: Env, tree = trees[n]): Promise<AppProcess> =>
    startProcess({ ...env, SWITCHBOARD_DNS: '127.0.0.1:9', ...more }, tree)
  for (let n = 0; n < count; n++) {
    const process = await begin(n, { SWITCHBOARD_SMTP_PORT: '0' })
    nodes.push({ url: process.url, mailPort: process.mailPort ?? 0, process })
  }
  const at = (n: number): Node => {
    const found = nodes[n]
    if (found === undefined) throw new Error(`there is no node ${n}`)
    return found
  }
  const fronts = count === 1 ? [] : await openFronts(nodes)
  const [web, mail] = fronts
  return {
    url: web?.url ?? at(0).url,
    mailPort: mail?.port ?? at(0).mailPort,
    urls: nodes.map(({ url }) => url),
    key: (name) => alive(nodes).key(name),
    kill: async (n = 0) => {
      const { process } = at(n)
      at(n).process = null
      process?.kill('SIGKILL')
      await process?.ended
    },
    start: async (n = 0, tree) => {
      const ports = { PORT: new URL(at(n).url).port, SWITCHBOARD_SMTP_PORT: String(at(n).mailPort) }
      at(n).process = await begin(n, ports, tree)
    },
    [Symbol.asyncDispose]: async () => {
      for (const front of fronts) await front[Symbol.asyncDispose]()
      for (const { process } of nodes) process?.kill('SIGTERM')
      await Promise.all(nodes.map(({ process }) => process?.ended))
    },
  }
}

/** What a balancer does: each new connection to a node that answers. */
const openFronts = (nodes: readonly Node[]): Promise<Line[]> =>
  Promise.all([
    openLine(() => nodes.map(({ url }) => placeOf(url))),
    openLine(() => nodes.map(({ mailPort }) => ({ host: '127.0.0.1', port: mailPort }))),
  ])

function alive(nodes: readonly Node[]): AppProcess {
  const found = nodes.find(({ process }) => process !== null)?.process
  if (found === undefined || found === null) throw new Error('every node is down')
  return found
}

/** Until it answers that it is ready; milliseconds since `from`. */
export async function untilReady(url: string, from: number): Promise<number> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.arrayBuffer().catch(() => null)
    if (answer?.ok) return performance.now() - from
    await pause(10)
  }
}

/** Looks until it is so; what is waited for happens in other processes. Throws when it has been too long. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 60_000, everyMs = 10): Promise<void> {
  const late = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > late) throw new Error(`it did not become so within ${withinMs / 1000} s`)
    await pause(everyMs)
  }
}
