import { CappedWorker } from '#kernel/worker'
import type { BakeRequest } from './bake-worker.ts'

const MOST_WAITING = 500

/** One worker thread that renders one text at a time and is thrown away when one of them takes too long. */
export class Oven {
  readonly #worker = new CappedWorker<BakeRequest, string>({
    file: new URL('./bake-worker.ts', import.meta.url),
    cpuMs: 1000,
    wallMs: 4000,
    lookEveryMs: 100,
    memoryMb: 128,
    warmUp: { text: '', links: 'none' },
    isAnswer: (answer) => typeof answer === 'string',
  })
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Null when there is no answer within a second of its CPU time, when it died, or when too many wait already. */
  render(request: BakeRequest): Promise<string | null> {
    if (this.#waiting >= MOST_WAITING) return Promise.resolve(null)
    this.#waiting += 1
    const turn = this.#last
      .then(() => this.#worker.ask(request))
      .finally(() => {
        this.#waiting -= 1
      })
    this.#last = turn
    return turn
  }
}
