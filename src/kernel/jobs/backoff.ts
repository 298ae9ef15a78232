const FIRST_MS = 1000
const CAP_MS = 15 * 60 * 1000

/**
 * Milliseconds to wait after the n-th failed try (n from 1): anywhere up to 1 s · 2^n, at most 15 minutes.
 * Full jitter, so that a thousand jobs that failed together do not come back together.
 */
export const backoffMs = (tries: number, random: () => number): number =>
  Math.floor(random() * Math.min(FIRST_MS * 2 ** tries, CAP_MS))
