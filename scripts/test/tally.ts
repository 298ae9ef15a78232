export interface Tally {
  passed: number
  failed: number
  skipped: number
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 }
export const oneGate = (holds: boolean): Tally => (holds ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 })
export const skipped = (count: number): Tally => ({ ...nothing, skipped: count })

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    nothing,
  )

/** The last line of `npm test`. */
export const lastLine = ({ passed, failed, skipped: left }: Tally): string =>
  `${passed} passed, ${failed} failed${left > 0 ? `, ${left} skipped` : ''}`

/** In CI nothing may be left out; and a run that tried nothing proves nothing. */
export const exitCode = ({ passed, failed, skipped: left }: Tally, isCi: boolean): number =>
  failed > 0 || passed === 0 || (isCi && left > 0) ? 1 : 0
