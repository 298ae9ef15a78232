import type { TSchema } from 'typebox'
import type { AnyRoute, Registered } from '#kernel/registry'
import { splitKey } from './path-map.ts'

/** The faults of all routes together; the app does not start with one. Each names the route and what would be right. */
export function routeFaults(registered: Registered): string[] {
  const names = new Set<string>()
  return [...registered.routes.values()].flatMap((route) => [
    ...permissionFaults(route, registered),
    ...shapeFaults(route),
    ...verbFaults(route, names),
  ])
}

function permissionFaults({ key, operation }: AnyRoute, registered: Registered): string[] {
  const { permission, scope } = operation
  if (scope === undefined || permission === undefined) return [`${key} declares no permission and scope.`]
  if (permission === null) {
    return scope === 'self' || typeof scope === 'object'
      ? []
      : [`${key} has scope '${scope}' and no permission: only self and public may.`]
  }
  return registered.permissions.has(permission)
    ? []
    : [`${key} asks for '${permission}', which no module declares with app.permission().`]
}

function shapeFaults({ key, shape, operation }: AnyRoute): string[] {
  const { method, path } = splitKey(key)
  const named = [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1])
  const declared = Object.keys(shape.params?.properties ?? {})
  const faults = named
    .filter((name) => name === undefined || !declared.includes(name))
    .map((name) => `${key}: the path's '${name}' is not in params.`)
  if (method === 'GET' && shape.body) faults.push(`${key}: GET takes no body.`)
  if (method === 'GET' && operation.verb) faults.push(`${key}: GET never changes state, so it is no verb.`)
  const parts = { params: shape.params, query: shape.query, body: shape.body }
  for (const [part, schema] of Object.entries(parts)) if (schema) faults.push(...openFaults(schema, `${key} ${part}`))
  return faults
}

/** Closed objects, bounded texts and lists: what has no limit is found here and not in production. */
function openFaults(schema: TSchema, where: string): string[] {
  const node = schema as Node
  const faults: string[] = []
  if (node.type === 'object' && node.properties && node.additionalProperties !== false)
    faults.push(`${where} is an open object.`)
  if (node.type === 'string' && isUnbounded(node)) faults.push(`${where} is a text without maxLength.`)
  if (node.type === 'array' && node.maxItems === undefined) faults.push(`${where} is a list without maxItems.`)
  for (const [name, part] of Object.entries(node.properties ?? {})) faults.push(...openFaults(part, `${where}.${name}`))
  for (const part of [
    ...(node.anyOf ?? []),
    ...(node.items ? [node.items] : []),
    ...Object.values(node.patternProperties ?? {}),
  ]) {
    faults.push(...openFaults(part, where))
  }
  return faults
}

interface Node {
  type?: string
  properties?: Record<string, TSchema>
  patternProperties?: Record<string, TSchema>
  additionalProperties?: unknown
  anyOf?: TSchema[]
  items?: TSchema
  maxLength?: number
  maxItems?: number
  format?: string
  const?: unknown
  enum?: unknown
}
const isUnbounded = (node: Node) =>
  node.maxLength === undefined &&
  node.const === undefined &&
  node.enum === undefined &&
  !['uuid', 'date', 'date-time', 'time'].includes(node.format ?? '')

function verbFaults({ key, operation }: AnyRoute, names: Set<string>): string[] {
  const { verb } = operation
  if (!verb) return []
  const twice = names.has(verb.name)
  names.add(verb.name)
  return twice ? [`${key}: the verb '${verb.name}' is registered twice.`] : []
}
