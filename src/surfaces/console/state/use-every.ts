import { useEffect } from 'react'

/** Runs again and again while the page is on the screen, and at once when somebody comes back to it. */
export function useEvery(ms: number, run: () => void): void {
  useEffect(() => {
    const runIfShown = () => {
      if (document.visibilityState === 'visible') run()
    }
    const timer = setInterval(runIfShown, ms)
    addEventListener('focus', runIfShown)
    document.addEventListener('visibilitychange', runIfShown)
    return () => {
      clearInterval(timer)
      removeEventListener('focus', runIfShown)
      document.removeEventListener('visibilitychange', runIfShown)
    }
  }, [ms, run])
}
