import type { BrowserContext, Frame, Page } from 'playwright-core'

/** What a page knows of a probe's way, in milliseconds of the machine's clock. */
export interface Seen {
  /** Its bytes came out of the stream. */
  came: number
  /** It stood in the document. */
  changed: number
  /** The frame that shows it had been drawn. */
  painted: number
}

interface Watching {
  came: Record<string, number>
  seen(probe: string): Seen | Promise<Seen>
  watch(): void
}
declare global {
  var probes: Watching
}

/** In each page, before its own scripts. */
function listen(): void {
  const PROBE = /probe-[a-z]+-\d+;/g
  const clock = () => performance.timeOrigin + performance.now()
  const came: Record<string, number> = {}
  const seen: Record<string, Seen> = {}
  const waiting = new Map<string, (seen: Seen) => void>()
  const text = new TextDecoder()
  const { read } = ReadableStreamDefaultReader.prototype
  ReadableStreamDefaultReader.prototype.read = async function (this: ReadableStreamDefaultReader) {
    const part = await read.call(this)
    const now = clock()
    if (part.value instanceof Uint8Array)
      for (const [probe] of text.decode(part.value).matchAll(PROBE)) came[probe] ??= now
    return part
  }
  const painted = (probe: string, changed: number) => {
    if (seen[probe] !== undefined) return
    seen[probe] = { came: came[probe] ?? Number.NaN, changed, painted: clock() }
    waiting.get(probe)?.(seen[probe])
  }
  // What a change made is on the screen once the frame that follows has been drawn; then this is the first thing the page does.
  const afterFrame = (then: () => void) =>
    requestAnimationFrame(() => void scheduler.postTask(then, { priority: 'user-blocking' }))
  const look = (changes: MutationRecord[]) => {
    const changed = clock()
    for (const { addedNodes, target } of changes)
      for (const node of addedNodes.length > 0 ? addedNodes : [target])
        for (const [probe] of (node.textContent ?? '').matchAll(PROBE)) afterFrame(() => painted(probe, changed))
  }
  Object.assign(globalThis, {
    probes: {
      came,
      seen: (probe: string) => seen[probe] ?? new Promise<Seen>((resolve) => waiting.set(probe, resolve)),
      watch: () => {
        const log = document.querySelector('[role=log]')
        if (log === null) throw new Error('There is no log to watch.')
        new MutationObserver(look).observe(log, { childList: true, subtree: true, characterData: true })
      },
    } satisfies Watching,
  })
}

/** Notes from now on when a text that looks like a probe comes in, in every page of this context. */
export const listenForProbes = (context: BrowserContext): Promise<unknown> => context.addInitScript(listen)

/** The log is there: notes from now on when a probe is drawn in it. */
export const watchLog = (page: Page | Frame): Promise<void> => page.evaluate(() => probes.watch())

/** Waits until this probe was painted; null when it was not within the time. */
export async function seenIn(page: Page | Frame, probe: string, ms: number): Promise<Seen | null> {
  return page.evaluate(
    ([name, most]) =>
      Promise.race([probes.seen(name), new Promise<null>((resolve) => setTimeout(() => resolve(null), most))]),
    [probe, ms] as const,
  )
}
