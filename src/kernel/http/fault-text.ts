import type { TSchema } from 'typebox'
import type { TLocalizedValidationError } from 'typebox/error'
import type { FieldFault } from '#kernel/errors'

type Fault = TLocalizedValidationError
interface Branches {
  anyOf?: TSchema[]
}

/** The validator's findings as sentences a caller can act on: each names its field and its limit. */
export function faultsOf(schema: TSchema, errors: readonly Fault[], where: string): FieldFault[] {
  const said = new Map<string, FieldFault>()
  for (const error of withoutNoise(schema, errors)) {
    for (const fault of told(schema, error, where)) said.set(`${fault.pointer} ${fault.detail}`, fault)
  }
  return [...said.values()].slice(0, 50)
}

export const isUnknownField = (fault: FieldFault): boolean => fault.detail.startsWith('is not a field')

/** Of a choice between shapes only its own fault is told, except for `shape or null`, where the shape's faults are. */
function withoutNoise(schema: TSchema, errors: readonly Fault[]): Fault[] {
  const choices = errors.filter((error) => error.keyword === 'anyOf')
  const optional = (choice: Fault) => {
    const branches = (at(schema, choice.schemaPath) as Branches | undefined)?.anyOf ?? []
    return branches.length === 2 && branches.some(isNull)
  }
  return errors.filter((error) => {
    if (error.keyword === 'boolean') return false
    if (error.keyword === 'anyOf') return !optional(error)
    const within = choices.filter((choice) => error.schemaPath.startsWith(`${choice.schemaPath}/anyOf/`))
    return within.every((choice) => optional(choice) && !isNull(at(schema, error.schemaPath)))
  })
}

const isNull = (schema: unknown): boolean => (schema as { type?: string } | undefined)?.type === 'null'

function told(schema: TSchema, error: Fault, where: string): FieldFault[] {
  const pointer = `/${where}${error.instancePath}`
  switch (error.keyword) {
    case 'additionalProperties':
      return error.params.additionalProperties.map((name) => ({
        pointer: `${pointer}/${name.slice(0, 100)}`,
        detail: 'is not a field of this request',
      }))
    case 'required':
      return error.params.requiredProperties.map((name) => ({ pointer: `${pointer}/${name}`, detail: 'is required' }))
    case 'anyOf':
      return [{ pointer, detail: choiceText(at(schema, error.schemaPath)) }]
    case 'maxLength':
      return [{ pointer, detail: `must have at most ${error.params.limit} characters` }]
    default:
      return [{ pointer, detail: error.message }]
  }
}

function choiceText(schema: unknown): string {
  const values = ((schema as Branches | undefined)?.anyOf ?? []).map((branch) => (branch as { const?: unknown }).const)
  if (values.length === 0 || values.includes(undefined)) return 'has none of the allowed forms'
  return `must be one of ${values.map(String).join(', ')}`
}

/** The part of the schema that a fault's path (`#/properties/v/anyOf/0`) names. */
function at(schema: TSchema, path: string): unknown {
  const steps = path.split('/').slice(1)
  return steps.reduce<unknown>((part, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined
  }, schema)
}
