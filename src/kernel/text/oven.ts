import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { BakeRequest } from './bake-worker.ts'

const CPU_MS = 1000
const WALL_MS = 4000
const LOOK_EVERY_MS = 100
const MOST_WAITING = 500

/** One worker thread that renders one text at a time and is thrown away when one of them takes too long. */
export class Oven {
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Null when there is no answer within a second of its CPU time, when it died, or when too many wait already. */
  render(request: BakeRequest): Promise<string | null> {
    if (this.#waiting >= MOST_WAITING) return Promise.resolve(null)
    this.#waiting += 1
    const turn = this.#last
      .then(() => this.#render(request))
      .finally(() => {
        this.#waiting -= 1
      })
    this.#last = turn
    return turn
  }

  async #render(request: BakeRequest): Promise<string | null> {
    const worker = this.#worker ?? (await this.#heat())
    this.#worker = worker
    const done = new AbortController()
    worker.ref()
    try {
      worker.postMessage(request)
      const [answer]: unknown[] = await Promise.race([
        once(worker, 'message', { signal: done.signal }),
        once(worker, 'exit', { signal: done.signal }).then(() => [null]),
        tooLong(worker, done.signal).then(() => [null]),
      ])
      if (typeof answer === 'string') return answer
    } catch {
      // It died: what killed it stays plain, the next text gets a new worker.
    } finally {
      done.abort()
      worker.unref()
    }
    this.#worker = null
    await worker.terminate()
    return null
  }

  /** Loading the parsers is not charged to the first text. */
  async #heat(): Promise<Worker> {
    const worker = new Worker(new URL('./bake-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 4 },
    })
    // It may still run out of memory while it is being ended, when nobody listens any more.
    worker.on('error', () => {})
    worker.postMessage({ text: '', links: 'none' } satisfies BakeRequest)
    await once(worker, 'message')
    return worker
  }
}

/** Resolves when the worker has used its second. On a busy machine it may take longer by the wall, which is why its CPU is asked. */
function tooLong(worker: Worker, signal: AbortSignal): Promise<void> {
  const began = performance.now()
  const before = worker.cpuUsage()
  return new Promise((resolve) => {
    const timer = setInterval(async () => {
      const [now, then] = await Promise.all([worker.cpuUsage(), before]).catch(() => [null, null])
      const used = now && then ? (now.user + now.system - then.user - then.system) / 1000 : 0
      if (used > CPU_MS || performance.now() - began > WALL_MS) resolve()
    }, LOOK_EVERY_MS)
    signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  })
}
