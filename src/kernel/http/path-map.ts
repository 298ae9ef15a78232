import type { RouteKey } from './contract.ts'

export const splitKey = (key: RouteKey): { method: string; path: string } => {
  const space = key.indexOf(' ')
  return { method: key.slice(0, space), path: key.slice(space + 1) }
}

/** Which methods does an address answer? For the 405 that names them. */
export function methodsByPath(keys: Iterable<RouteKey>): (path: string) => string[] {
  const routes = [...keys].map(splitKey).map(({ method, path }) => {
    const pattern = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')
    return { method, matches: new RegExp(`^${pattern}/?$`) }
  })
  return (path) => [...new Set(routes.filter((route) => route.matches.test(path)).map((route) => route.method))]
}
