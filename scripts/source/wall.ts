import { posix } from 'node:path'
import { behindDoor, isBrowserSide, isTest, type Place, placeOf, surfaceOf } from './floors.ts'
import type { Import } from './imports.ts'

export interface Violation {
  at: string
  to: string
  why: string
}

/** The wall of the design, section 3: what may not be imported, and why. */
export function violations(imports: readonly Import[]): Violation[] {
  return imports.flatMap((one) => {
    const why = refusal(one)
    return why === null ? [] : [{ at: `${one.from}:${one.line}`, to: one.to ?? '(computed)', why }]
  })
}

function refusal(one: Import): string | null {
  const here = placeOf(one.from)
  if (here === null) return 'this folder of src is on no floor: add it to scripts/source/floors.ts and to the design'
  if (one.to === null) return here.floor === null ? null : 'a computed import cannot be checked: write the name out'
  if (here.module === 'scripts' || here.module === 'bench' || here.module === 'settings') return null
  if (isBrowserSide(one.from)) return refusedInBrowser(one.from, one.to, one.typeOnly)
  if (one.to.startsWith('.')) return refusedRelative(here, one.from, posix.join(posix.dirname(one.from), one.to))
  return one.to.startsWith('#') ? refusedDoor(here, one.to, one.typeOnly) : null
}

/** What tests reach by path: app.ts and the command line are above every door, the others are no modules. */
const WITHOUT_DOOR = new Set(['top', 'world', 'scripts', 'bench', 'settings'])

function refusedRelative(here: Place, from: string, target: string): string | null {
  if (isTest(from) && /^test\/(support|laws)\//.test(target)) return null
  const there = placeOf(target)
  if (here.module === 'test' && target.startsWith('src/surfaces/shared/')) return null
  if (here.module === 'test' && there !== null && WITHOUT_DOOR.has(there.module)) return null
  if (there?.module !== here.module) return 'a relative import leaves its module: use the door'
  const serverLooksIntoBrowser = here.module === 'surfaces' && isBrowserSide(target) && surfaceOf(target) !== 'shared'
  return serverLooksIntoBrowser ? 'the server side imports what browsers run' : null
}

function refusedDoor(here: Place, door: string, typeOnly: boolean): string | null {
  const there = behindDoor(door)
  if (there === null) return 'not a door: there are #kernel/<part>, #<module> and #<module>/contract'
  if (here.module === 'world')
    return there.floor === 0 || (typeOnly && door.endsWith('/contract'))
      ? null
      : 'the world knows the kernel and, by import type, contracts'
  if (here.floor === null) return null
  return mayLookDown(here, there)
    ? null
    : `${here.module} (floor ${here.floor}) may not import ${there.module} (floor ${there.floor}): down only`
}

function mayLookDown(here: Place, there: Place): boolean {
  if (here.floor === null || there.floor === null) return false
  const bothKernel = here.floor === 0 && there.floor === 0
  return bothKernel || here.module === there.module || there.floor < here.floor
}

function refusedInBrowser(from: string, to: string, typeOnly: boolean): string | null {
  if (to.startsWith('node:')) return isTest(from) ? null : 'a browser has no node: modules'
  if (to.startsWith('#'))
    return typeOnly && /\/contract$/.test(to) && behindDoor(to)
      ? null
      : 'browsers get only `import type` of a #<module>/contract'
  if (!to.startsWith('.')) return null
  const target = posix.join(posix.dirname(from), to)
  if (/\.(css|svg|json)(\?.*)?$/.test(target) && /^(src\/surfaces|locales)\//.test(target)) return null
  if (!isBrowserSide(target)) return 'a relative import leaves the browser side'
  return [surfaceOf(from), 'shared'].includes(surfaceOf(target)) ? null : 'one surface imports another'
}
