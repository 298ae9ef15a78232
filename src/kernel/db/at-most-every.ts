/** The first call acts at once; those that follow within `ms` milliseconds become one, at their end. */
export function atMostEvery(ms: number, act: () => void): { call(): void; stop(): void } {
  let last = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  const now = (): void => {
    timer = null
    last = performance.now()
    act()
  }
  return {
    call: () => {
      if (timer !== null) return
      const wait = last + ms - performance.now()
      if (wait <= 0) now()
      else timer = setTimeout(now, wait)
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
