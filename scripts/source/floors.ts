/** Who stands on which floor: imports go down only, and never sideways. */
const floors: readonly (readonly string[])[] = [
  [],
  ['people', 'operator', 'notices'],
  ['conversations', 'cases', 'knowledge'],
  [
    'channels',
    'routing',
    'sla',
    'automation',
    'community',
    'selfcare',
    'stores',
    'network',
    'voice',
    'proofs',
    'secure-forms',
    'listening',
    'wholesale',
  ],
  ['bot', 'coaching', 'analytics', 'standards'],
  ['surfaces'],
  ['top'],
]

export interface Place {
  /** `kernel/db`, `people`, `surfaces`, `top` (app, main, cli), or outside src: `test`, `world`, `bench`, `scripts`, `settings`. */
  module: string
  /** Null outside src. */
  floor: number | null
}

/** Where a file lives; null when it lies in a folder of src that is on no floor. */
export function placeOf(path: string): Place | null {
  const [top, first, second] = path.split('/')
  if (top !== 'src') return { module: first === undefined ? 'settings' : String(top), floor: null }
  if (second === undefined || first === 'cli') return { module: 'top', floor: 6 }
  if (first === 'kernel') return { module: `kernel/${second}`, floor: 0 }
  const floor = floors.findIndex((names) => names.includes(String(first)))
  return floor < 0 ? null : { module: String(first), floor }
}

/** The module behind a door: `#people`, `#people/contract`, `#kernel/db`, `#kernel/http/contract`; null for any deeper way in. */
export function behindDoor(door: string): Place | null {
  const path = door.slice(1).replace(/\/contract$/, '')
  const known = path.startsWith('kernel/')
    ? path.split('/').length === 2
    : !path.includes('/') && path !== 'kernel' && path !== 'cli'
  return known ? placeOf(`src/${path}/index.ts`) : null
}

/** Files of the surfaces that are sent to browsers. The portal is made on the server; only what it sends along is not. */
export function isBrowserSide(path: string): boolean {
  if (/\.config\.[cm]?ts$/.test(path)) return false
  return /^src\/surfaces\/(?:shared\/|portal\/browser\/|(?:console|widget)\/(?!server\/|server\.ts$))/.test(path)
}

/** A test, or the support of the world's own tests. */
export const isTest = (path: string): boolean => /\.test\.tsx?$|^world\/testing\//.test(path)
/** `console`, `widget`, `portal`, `shared` … */
export const surfaceOf = (path: string): string | undefined => path.match(/^src\/surfaces\/([^/]+)\//)?.[1]
