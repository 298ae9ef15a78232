import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { outbox } from './outbox.ts'

/** A file of the console is not to be had, and the page cannot be loaded anew by itself. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing'
}

/**
 * A part of the console that is fetched when it is first shown. A release replaces its file under pages that are open:
 * such a page is loaded anew, where the server answers and nothing of the advisor's is on its way.
 */
export const part = <P extends object>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> =>
  lazy(async () => ({ default: await load().catch(orNewPage) }))

const MARK = 'switchboard.loaded-anew'
/** A page that was just loaded anew and misses a file again is not helped by doing it once more. */
const ONCE_IN_MS = 30_000

async function orNewPage(): Promise<never> {
  const isRecent = Date.now() - Number(sessionStorage.getItem(MARK) ?? 0) < ONCE_IN_MS
  if (isRecent || outbox.get().waiting.length > 0 || !(await newPage())) throw new PartMissing()
  // What would come here is not shown any more.
  return new Promise(() => {})
}

/** Loads the page anew; answers false, and leaves it as it is, where no server would send one. */
export async function newPage(): Promise<boolean> {
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  if (answer === null || !answer.ok) return false
  sessionStorage.setItem(MARK, String(Date.now()))
  location.reload()
  return true
}
