import { existsSync, readFileSync } from 'node:fs'
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

/** What the build made of a surface's entries, by the entry's path within the surface. Empty before the first build. */
export function builtEntries(surface: 'portal' | 'widget'): ReadonlyMap<string, Entry> {
  const path = join(DIST, surface, '.vite/manifest.json')
  if (!existsSync(path)) return new Map()
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
