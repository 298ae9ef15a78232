import { useEffect, useLayoutEffect, useRef } from 'react'
import { prefs } from '../state/prefs.ts'
import { createStore, useStore } from '../state/store.ts'
import { type CommandId, commandSpec, keysOf } from './commands.ts'
import { nameOf, needsForItself, takesLetters } from './press.ts'
import { expectField, isExpected, putAhead, takenAhead } from './type-ahead.ts'

export type Run = () => void
interface Offer {
  run: Run
}
/** What the screen offers now; of two offers for one command the newest wins. */
const offers = createStore<ReadonlyMap<CommandId, readonly Offer[]>>(new Map())

function change(id: CommandId, edit: (now: readonly Offer[]) => readonly Offer[]): void {
  offers.set((now) => new Map(now).set(id, edit(now.get(id) ?? [])))
}

/** Offers commands while the component is shown; null stands for "not now". */
export function useCommands(runs: Readonly<Record<CommandId, Run | null>>): void {
  const latest = useRef(runs)
  useLayoutEffect(() => {
    latest.current = runs
  })
  const offered = Object.keys(runs)
    .filter((id) => runs[id] !== null)
    .join('|')
  useEffect(() => {
    const mine = offered
      .split('|')
      .filter(Boolean)
      .map((id) => ({ id, offer: { run: () => latest.current[id]?.() } }))
    for (const { id, offer } of mine) {
      change(id, (now) => [...now, offer])
      if (isExpected(id)) offer.run()
    }
    return () => {
      for (const { id, offer } of mine) change(id, (now) => now.filter((other) => other !== offer))
    }
  }, [offered])
}

/** What will be offered in a moment: its key is not lost meanwhile. */
const awaited = new Set<CommandId>()
export function useAwaited(ids: readonly CommandId[], isComing: boolean): void {
  const names = ids.join('|')
  useEffect(() => {
    const mine = isComing ? names.split('|') : []
    for (const id of mine) awaited.add(id)
    return () => {
      for (const id of mine) awaited.delete(id)
    }
  }, [names, isComing])
}

export const runCommand = (id: CommandId): void => offers.get().get(id)?.at(-1)?.run()
export const useOffered = (): CommandId[] =>
  useStore(offers, (now) => [...now].filter(([, list]) => list.length > 0).map(([id]) => id))
export const useKeysOf = (id: CommandId): string => useStore(prefs, (now) => keysOf(id, now.keys))

const CHORD_MS = 1_200
let first: { key: string; at: number } | null = null

function matching(typed: string, inField: boolean): CommandId | undefined {
  const { keys, singleKeys } = prefs.get()
  return [...offers.get()].find(([id, list]) => {
    const wanted = keysOf(id, keys)
    if (list.length === 0 || wanted !== typed) return false
    const single = !wanted.includes('mod') && wanted !== 'Escape'
    return inField ? commandSpec(id)?.inFields === true : singleKeys || !single
  })?.[0]
}

function isComing(typed: string, inField: boolean): CommandId | undefined {
  const { keys, singleKeys } = prefs.get()
  return inField || !singleKeys ? undefined : [...awaited].find((id) => keysOf(id, keys) === typed)
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const name = nameOf(event)
  const inField = takesLetters(event.target)
  if (!inField && (takenAhead(event) || needsForItself(name, event.target))) return
  const chord = first !== null && event.timeStamp - first.at < CHORD_MS ? `${first.key} ${name}` : null
  first = !inField && name === 'g' ? { key: name, at: event.timeStamp } : null
  const id = (chord === null ? undefined : matching(chord, inField)) ?? matching(name, inField)
  const coming = id === undefined ? isComing(name, inField) : undefined
  if (coming !== undefined) expectField(event.timeStamp, coming)
  if (id !== undefined || coming !== undefined) event.preventDefault()
  if (id !== undefined) act(id, event)
}

function act(id: CommandId, event: KeyboardEvent): void {
  const spec = commandSpec(id)
  // A key that is held down walks through rows and messages; it does not take, solve or send more than one.
  if (event.repeat && spec?.repeats !== true) return
  if (spec?.writes === true) expectField(event.timeStamp)
  runCommand(id)
}

/** One listener for the whole page. */
export function useKeyboard(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    document.addEventListener('focusin', putAhead)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('focusin', putAhead)
    }
  }, [])
}
