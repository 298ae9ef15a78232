import { isDeepStrictEqual } from 'node:util'
import { Problem } from '#kernel/errors'

/** A client-made id came before: the same wish is harmless, another one under the same id is refused. */
export function sameOrRefused(before: object | undefined, wish: object, what: string): void {
  const kept = before === undefined ? undefined : pick(before, Object.keys(wish))
  if (!isDeepStrictEqual(kept, { ...wish })) {
    throw new Problem('id_reused', `This id was used for another ${what}. Nothing was changed.`)
  }
}

const pick = (from: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)))
