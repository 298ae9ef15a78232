import type { TObject, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { type FieldFault, Problem } from '#kernel/errors'
import { boundFaults } from './bounds.ts'
import { textFaults } from './clean-json.ts'
import type { RouteShape } from './contract.ts'
import { faultsOf, isUnknownField } from './fault-text.ts'
import { parseText } from './parse-text.ts'

export interface RawInput {
  params: unknown
  query: unknown
  body: unknown
}

/** Compiles what a route takes; the check answers the input or throws one Problem that names every fault. */
export function inputCheck(shape: RouteShape): (raw: RawInput) => RawInput {
  const params = part('params', shape.params)
  const query = part('query', shape.query)
  const body = part('body', shape.body)
  const told = { params: teller(shape.params), query: teller(shape.query) }
  return (raw) => {
    const faults: FieldFault[] = []
    const input = {
      params: params(told.params(raw.params), faults),
      query: query(told.query(raw.query), faults),
      body: body(raw.body, faults),
    }
    if (faults.length > 0) throw refusal(faults)
    return input
  }
}

/** Told at once; whoever sends more wrong fields than this learns of the others next time. */
const MOST_FAULTS = 50

/** Compiled when first asked for, at about a millisecond: at start it would be a second for shapes that nobody may ever send. */
function compiledOnce(schema: TSchema): Validator {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const made: Validator = Compile(schema)
  validators.set(schema, made)
  return made
}

/** By the shape itself, which no one changes. */
const validators = new WeakMap<TSchema, Validator>()

type Check = (value: unknown, faults: FieldFault[]) => unknown

function part(where: string, schema: TSchema | undefined): Check {
  if (schema === undefined) return refuseAny(where)
  return (value, faults) => {
    const compiled = compiledOnce(schema)
    const pointer = `/${where}`
    const broken = [...textFaults(value, pointer), ...boundFaults(schema, value, pointer)]
    if (broken.length > 0) faults.push(...broken.slice(0, MOST_FAULTS))
    else if (!compiled.Check(value)) faults.push(...faultsOf(schema, compiled.Errors(value), where))
    return value
  }
}

const refuseAny =
  (where: string): Check =>
  (value, faults) => {
    for (const name of Object.keys(value ?? {}).slice(0, 20)) {
      faults.push({
        pointer: `/${where}/${name.slice(0, 100).toWellFormed()}`,
        detail: 'is not a field of this request',
      })
    }
    return undefined
  }

/** Reads the texts of a path or a query as the shape means them. */
function teller(schema: TObject | undefined): (texts: unknown) => unknown {
  if (schema === undefined) return (texts) => texts
  const shapes = new Map(Object.entries(schema.properties))
  return (texts) => {
    const told = Object.entries(texts ?? {}).map(([name, text]) => {
      const shape = shapes.get(name)
      return [name, shape ? parseText(shape, text) : text] as const
    })
    return Object.fromEntries(told)
  }
}

function refusal(faults: FieldFault[]): Problem {
  const code = faults.every(isUnknownField) ? 'unknown_field' : 'invalid_input'
  const first = faults[0]
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  return new Problem(
    code,
    `${first?.pointer ?? 'The request'} ${first?.detail ?? 'is wrong'}${more}. Nothing was changed.`,
    { faults },
  )
}

/** For tests and development: does the answer keep the contract's promise? Throws with the first faults when it does not. */
export function answerCheck(key: string, shape: RouteShape): (answer: unknown) => void {
  const { answer: schema } = shape
  if (schema === undefined) return () => undefined
  return (answer) => {
    const compiled = compiledOnce(schema)
    if (compiled.Check(answer)) return
    const faults = faultsOf(schema, compiled.Errors(answer), 'answer')
    throw new Error(
      `${key} breaks its contract: ${faults
        .slice(0, 5)
        .map((f) => `${f.pointer} ${f.detail}`)
        .join('; ')}`,
    )
  }
}
