const MOST_CALLERS = 50_000

interface Bucket {
  tokens: number
  at: number
}

/**
 * Token buckets in this node's memory: a caller may burst up to a minute's worth and then goes on at the steady rate.
 * Machine time on purpose: a limit protects the machine, whatever the business clock says.
 */
export function tokenBuckets(now: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>()

  /** Takes one token; answers 0, or the seconds until there is one again. */
  return function take(caller: string, perMinute: number): number {
    const at = now()
    const known = buckets.get(caller)
    const tokens = Math.min(perMinute, known ? known.tokens + ((at - known.at) * perMinute) / 60_000 : perMinute)
    // Deleted and set again, so that the map's order is by last use and its oldest entry is the one to forget.
    buckets.delete(caller)
    if (buckets.size >= MOST_CALLERS) forgetOldest(buckets)
    buckets.set(caller, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
    return tokens >= 1 ? 0 : ((1 - tokens) * 60) / perMinute
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next()
  if (!oldest.done) buckets.delete(oldest.value)
}
