import { type Actor, may, mayIn } from '#kernel/access'
import { notFound, Problem } from '#kernel/errors'
import type { AnyRoute } from '#kernel/registry'
import type { RawInput } from './validate.ts'

const isPublic = (route: AnyRoute) => typeof route.operation.scope === 'object'

/** Realm and permission, before anything of the request is looked at. Where a path names a thing, forbidden looks like unknown. */
export function admit(actor: Actor, route: AnyRoute): void {
  if (isPublic(route)) return
  if (actor.kind === 'anyone')
    throw new Problem('not_signed_in', 'Sign in first, or send a key: Authorization: Bearer …')
  const { permission } = route.operation
  if (permission === null || may(actor, permission)) return
  if (route.shape.params) throw notFound('thing')
  throw new Problem('not_allowed', `This needs the permission ${permission}.`)
}

/** Scopes `brand` and `in-brand`: the brand that the input names must be one of the actor's. */
export function insideBrand(actor: Actor, route: AnyRoute, input: RawInput): void {
  const { scope, permission } = route.operation
  if ((scope !== 'brand' && scope !== 'in-brand') || permission === null) return
  const brand = [input.params, input.query, input.body].map(brandIn).find((found) => found !== undefined)
  if (brand === undefined) throw new Error(`${route.key} has scope ${scope} and its input names none`)
  const fits = scope === 'brand' ? may(actor, permission, { brand, scopes: [] }) : mayIn(actor, permission, brand)
  if (!fits) throw notFound('brand')
}

/** Null names every brand at once: only a grant for all of them covers it. */
function brandIn(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null || !('brand' in part)) return undefined
  if (part.brand === null) return '*'
  return typeof part.brand === 'string' ? part.brand : undefined
}
