/** Thrown by runAgainAt(): the job is not done, and nothing failed. */
export class RunAgain extends Error {
  override readonly name = 'RunAgain'
  readonly at: Date
  constructor(at: Date) {
    super('run again later')
    this.at = at
  }
}

/**
 * Ends this run of a job and asks for another at `at` (the application's clock), keeping its place in its lane.
 * It does not count as a try: for a provider that said "slow down", not for a failure.
 */
export function runAgainAt(at: Date): never {
  throw new RunAgain(at)
}
