import type { Frame, Page } from 'playwright-core'

/** In the page: notes when a text that begins with `probe-` has been painted, in milliseconds of the machine's clock. */
function watch(): void {
  const painted: Record<string, number> = {}
  Object.assign(globalThis, { painted })
  const look = () => {
    const now = performance.timeOrigin + performance.now()
    for (const [probe] of (document.body.textContent ?? '').matchAll(/probe-\w+-\d+;/g)) painted[probe] ??= now
  }
  // What a change made is on the screen once the frame that follows has been drawn: a message is the next thing a page hears.
  new MutationObserver(() =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = look
      port2.postMessage(null)
    }),
  ).observe(document.body, { childList: true, subtree: true, characterData: true })
}

export const watchProbes = (page: Page | Frame): Promise<void> => page.evaluate(watch)

/** When this probe was painted; waits for it. */
export async function paintedAt(page: Page | Frame, probe: string): Promise<number> {
  const found = await page.waitForFunction(
    (name) => (globalThis as unknown as { painted: Record<string, number> }).painted[name],
    probe,
    { polling: 50, timeout: 30_000 },
  )
  return Number(await found.jsonValue())
}
