import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export interface Capped<Request, Answer> {
  /** The thread's file: it answers each message with one. */
  file: URL
  /** CPU time that one request may take, and time by the wall. */
  cpuMs: number
  wallMs: number
  lookEveryMs: number
  memoryMb: number
  /** Asked of a new thread first, so that loading its modules is not charged to whoever comes first. */
  warmUp: Request
  isAnswer(answer: unknown): answer is Answer
}

/** A thread for input that may be hostile: it does one request at a time and is thrown away when one takes too long or kills it. */
export class CappedWorker<Request, Answer> {
  readonly #limits: Capped<Request, Answer>
  #worker: Worker | null = null

  constructor(limits: Capped<Request, Answer>) {
    this.#limits = limits
  }

  /** Null when there is no answer in time, when the thread died, or when it answered something else. One at a time. */
  async ask(request: Request): Promise<Answer | null> {
    const worker = this.#worker ?? (await this.#start())
    this.#worker = worker
    const done = new AbortController()
    worker.ref()
    try {
      worker.postMessage(request)
      const [answer]: unknown[] = await Promise.race([
        once(worker, 'message', { signal: done.signal }),
        once(worker, 'exit', { signal: done.signal }).then(() => [null]),
        this.#tooLong(worker, done.signal).then(() => [null]),
      ])
      if (this.#limits.isAnswer(answer)) return answer
    } catch {
      // It died of this request; the next one gets another thread.
    } finally {
      done.abort()
      worker.unref()
    }
    this.#worker = null
    await worker.terminate()
    return null
  }

  async #start(): Promise<Worker> {
    const { file, memoryMb, warmUp } = this.#limits
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: 4 } })
    // It may still run out of memory while it is being ended, when nobody listens any more.
    worker.on('error', () => {})
    worker.postMessage(warmUp)
    await once(worker, 'message')
    return worker
  }

  /** Resolves when the thread has used its time. On a busy machine it may take longer by the wall, which is why its CPU is asked. */
  #tooLong(worker: Worker, signal: AbortSignal): Promise<void> {
    const { cpuMs, wallMs, lookEveryMs } = this.#limits
    const began = performance.now()
    const before = worker.cpuUsage()
    return new Promise((resolve) => {
      const timer = setInterval(async () => {
        const [now, then] = await Promise.all([worker.cpuUsage(), before]).catch(() => [null, null])
        const used = now && then ? (now.user + now.system - then.user - then.system) / 1000 : 0
        if (used > cpuMs || performance.now() - began > wallMs) resolve()
      }, lookEveryMs)
      signal.addEventListener('abort', () => clearInterval(timer), { once: true })
    })
  }
}
