import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A browser of the system, where the test set-up may install it; null when there is none. */
export function findBrowser(...names: string[]): string | null {
  const given = names[0] === 'chromium' ? process.env.CHROMIUM_PATH : undefined
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return given ?? places.find((place) => existsSync(place)) ?? null
}

/** The same, for who cannot go on without it. */
export function systemBrowser(...names: string[]): string {
  const found = findBrowser(...names)
  if (found === null) throw new Error(`${names[0]} is not on this machine.`)
  return found
}
