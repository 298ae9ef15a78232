import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { MailUnderstood } from '../understand/mail-understood.ts'
import type { ReadRequest } from './read-worker.ts'

const CPU_MS = 5_000
const WALL_MS = 20_000
const LOOK_EVERY_MS = 200

/** A thread that reads one mail at a time and is thrown away when one of them takes too long or kills it. */
export class Reader {
  #worker: Worker | null = null

  /** Null when it gave no answer. */
  async read(request: ReadRequest): Promise<MailUnderstood | null> {
    const worker = this.#worker ?? newWorker()
    this.#worker = worker
    const done = new AbortController()
    worker.ref()
    try {
      // A copy: the bytes may be a small window on a large buffer, all of which would be sent.
      worker.postMessage({ ...request, bytes: new Uint8Array(request.bytes) } satisfies ReadRequest)
      const [answer]: unknown[] = await Promise.race([
        once(worker, 'message', { signal: done.signal }),
        once(worker, 'exit', { signal: done.signal }).then(() => [null]),
        tooLong(worker, done.signal).then(() => [null]),
      ])
      if (isRead(answer)) return answer
    } catch {
      // It died of this mail; the next one gets another thread.
    } finally {
      done.abort()
      worker.unref()
    }
    this.#worker = null
    await worker.terminate()
    return null
  }
}

/** Only our own worker answers here. */
const isRead = (answer: unknown): answer is MailUnderstood => typeof answer === 'object' && answer !== null

function newWorker(): Worker {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512, stackSizeMb: 4 },
  })
  // It may run out of memory while it is being ended, when nobody listens any more.
  worker.on('error', () => {})
  return worker
}

/** Resolves when the thread has used its time. On a busy machine it may take longer by the wall, which is why its CPU is asked. */
function tooLong(worker: Worker, signal: AbortSignal): Promise<void> {
  const began = performance.now()
  return new Promise((resolve) => {
    let before: number | null = null
    const timer = setInterval(async () => {
      const now = await worker.cpuUsage().then(
        ({ user, system }) => (user + system) / 1000,
        () => null,
      )
      before ??= now
      if ((now !== null && before !== null && now - before > CPU_MS) || performance.now() - began > WALL_MS) resolve()
    }, LOOK_EVERY_MS)
    signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  })
}
