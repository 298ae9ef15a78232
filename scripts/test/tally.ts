export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** What failed, a line each: said once more at the end, because whoever reads a long run reads its end. */
  names: readonly string[]
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, names: [] }
export const oneGate = (holds: boolean, name: string): Tally =>
  holds ? { ...nothing, passed: 1 } : { ...nothing, failed: 1, names: [name] }
export const skipped = (count: number): Tally => ({ ...nothing, skipped: count })

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      names: [...all.names, ...one.names],
    }),
    nothing,
  )

/** The last line of `npm test`. */
export const lastLine = ({ passed, failed, skipped: left }: Tally): string =>
  `${passed} passed, ${failed} failed${left > 0 ? `, ${left} skipped` : ''}`

/** In CI nothing may be left out; and a run that tried nothing proves nothing. */
export const exitCode = ({ passed, failed, skipped: left }: Tally, isCi: boolean): number =>
  failed > 0 || passed === 0 || (isCi && left > 0) ? 1 : 0
