import type { Database } from './database.ts'

export interface Shared<Input, Result> {
  /** What only one may touch at a time: two of the same key never share a statement, nor run in two beside each other. */
  keyOf(input: Input): string
  /** One statement for all of them. Answers in their order; undefined: this one must go alone. */
  run(database: Database, inputs: readonly Input[]): Promise<readonly (Result | undefined)[]>
  /** The same for one, in a statement of its own. */
  alone(database: Database, input: Input): Promise<Result>
  /** Statements under way at most; what comes meanwhile shares the next. */
  underWay?: number
  /** Inputs in a statement at most. */
  most?: number
}

/**
 * Group commit, one floor above the database: while statements are under way, those who want the same gather for the next one and
 * share its round trip, its start and its flush to disk. Nobody waits for company: whoever finds none under way goes at once.
 * What a shared statement refuses, one or all, is tried alone, so that nobody hears of another's fault.
 */
export function together<Input, Result>(
  shared: Shared<Input, Result>,
): (database: Database, input: Input) => Promise<Result> {
  const lines = new WeakMap<Database, Line<Input, Result>>()
  return (database, input) => {
    const line = lines.get(database) ?? new Line(database, shared)
    lines.set(database, line)
    return line.join(input)
  }
}

interface Waiting<Input, Result> {
  input: Input
  key: string
  answer: PromiseWithResolvers<Result>
}

class Line<Input, Result> {
  readonly #database: Database
  readonly #shared: Required<Shared<Input, Result>>
  readonly #busy = new Set<string>()
  #waiting: Waiting<Input, Result>[] = []
  #running = 0

  constructor(database: Database, shared: Shared<Input, Result>) {
    this.#database = database
    this.#shared = { underWay: 2, most: 64, ...shared }
  }

  join(input: Input): Promise<Result> {
    const answer = Promise.withResolvers<Result>()
    this.#waiting.push({ input, key: this.#shared.keyOf(input), answer })
    this.#go()
    return answer.promise
  }

  #go(): void {
    while (this.#running < this.#shared.underWay) {
      const group = this.#take()
      if (group.length === 0) return
      void this.#serve(group)
    }
  }

  /** The first of each key that nobody works on; the others keep their place. */
  #take(): Waiting<Input, Result>[] {
    const group: Waiting<Input, Result>[] = []
    this.#waiting = this.#waiting.filter((one) => {
      if (group.length === this.#shared.most || this.#busy.has(one.key)) return true
      this.#busy.add(one.key)
      group.push(one)
      return false
    })
    return group
  }

  async #serve(group: readonly Waiting<Input, Result>[]): Promise<void> {
    this.#running++
    const inputs = group.map(({ input }) => input)
    const results = await this.#shared.run(this.#database, inputs).catch(() => [])
    this.#running--
    for (const [place, one] of group.entries()) this.#answer(one, results[place])
    this.#go()
  }

  #answer(one: Waiting<Input, Result>, result: Result | undefined): void {
    if (result === undefined) {
      // It may wait for a lock: that holds back its own key, not those who can share.
      void this.#alone(one)
      return
    }
    this.#busy.delete(one.key)
    one.answer.resolve(result)
  }

  async #alone(one: Waiting<Input, Result>): Promise<void> {
    const result = this.#shared.alone(this.#database, one.input)
    await result.catch(() => {})
    this.#busy.delete(one.key)
    one.answer.resolve(result)
    this.#go()
  }
}
