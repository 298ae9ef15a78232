import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { allWords } from '../i18n/languages.ts'
import { outbox } from './outbox.ts'

/** A file of the console is not to be had, and the page cannot be loaded anew by itself. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing'
}

type Part<P extends object> = LazyExoticComponent<ComponentType<P>>
type Load<P extends object> = () => Promise<ComponentType<P>>

/**
 * A part of the console that is fetched when it is first shown. A release replaces its file under pages that are open:
 * such a page is loaded anew, where the server answers and nothing of the advisor's is on its way.
 */
export const firstPart = <P extends object>(load: Load<P>): Part<P> =>
  lazy(async () => ({ default: await load().catch(orNewPage) }))

/** The same, of what is not on the first screens: it comes with the texts that are only its own. */
export const part = <P extends object>(load: Load<P>): Part<P> =>
  firstPart(async () => {
    const [component] = await Promise.all([load(), allWords()])
    return component
  })

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
