import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const DIST = join(import.meta.dirname, '../../dist')

export interface Entry {
  /** Where browsers fetch it, with the content's hash in the name. */
  script: string
  styles: readonly string[]
}

interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
}

/** What the build made of a surface's entry, by the entry's path within the surface; undefined before the first build. */
export type Entries = (source: string) => Entry | undefined

/** Looks again when a build has replaced what there was: a page must not name files that are gone. */
export function builtEntries(surface: 'portal' | 'widget', dist = DIST): Entries {
  const path = join(dist, surface, '.vite/manifest.json')
  let [builtAt, known]: [number, ReadonlyMap<string, Entry>] = [0, new Map()]
  return (source) => {
    const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs
    // In the middle of a build there is none: what was known is the best guess.
    if (at !== undefined && at !== builtAt) [builtAt, known] = [at, readEntries(surface, path)]
    return known.get(source)
  }
}

function readEntries(surface: string, path: string): ReadonlyMap<string, Entry> {
  const chunks: Record<string, Chunk> = JSON.parse(readFileSync(path, 'utf8'))
  const at = (file: string) => `/${surface}/${file}`
  const stylesOf = (source: string): string[] => [
    ...(chunks[source]?.imports ?? []).flatMap(stylesOf),
    ...(chunks[source]?.css ?? []),
  ]
  return new Map(
    Object.entries(chunks).map(([source, { file }]) => [
      source,
      { script: at(file), styles: stylesOf(source).map(at) },
    ]),
  )
}

export const builtFolder = (surface: 'portal' | 'widget'): string => join(DIST, surface)
