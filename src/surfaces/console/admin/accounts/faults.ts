import { ApiError } from '../../../shared/client.ts'
import type { Words } from '../../i18n/words.tsx'
import type { Part } from './parts.ts'

/** What is wrong, beside the field where it stands; `rest` is what no field shows. */
export interface Told {
  fields: Readonly<Record<string, string>>
  rest: string | null
}
export const nothingTold: Told = { fields: {}, rest: null }

/** A refusal of the server, put to the fields of the form. `secrets`: their names in the order in which they were sent. */
export function toldBy(error: unknown, words: Words, parts: readonly Part[], secrets: readonly string[]): Told {
  if (!(error instanceof ApiError)) return { fields: {}, rest: words.t('failed.plain') }
  const fields: Record<string, string> = {}
  for (const { pointer, detail } of faultsOf(error)) {
    const place = placeOf(pointer, parts, secrets)
    if (place !== null) fields[place.field] ??= sentenceOf(words, place, detail)
  }
  const told = Object.keys(fields).length > 0
  return { fields, rest: told ? null : error.message === '' ? words.t('failed.plain') : error.message }
}

export function faultsOf({ problem }: ApiError): { pointer: string; detail: string }[] {
  const { faults } = problem
  if (!Array.isArray(faults)) return []
  return faults.map((fault: unknown) => ({
    pointer: String(Reflect.get(Object(fault), 'pointer') ?? ''),
    detail: String(Reflect.get(Object(fault), 'detail') ?? ''),
  }))
}

interface Place {
  field: string
  part: Part | null
}
function placeOf(pointer: string, parts: readonly Part[], secrets: readonly string[]): Place | null {
  const [, body, field = '', ...rest] = pointer.split('/')
  if (body !== 'body') return null
  if (field === 'name' || field === 'allow' || field === 'brand' || field === 'channel') return { field, part: null }
  if (field === 'secrets') return { field: `secret ${secrets[Number(rest[0])] ?? ''}`, part: null }
  const at = `/${rest.join('/')}`
  const part = leaves(parts).findLast((each) => at === each.at || at.startsWith(`${each.at}/`))
  return part === undefined ? null : { field: part.kind === 'texts' ? at : part.at, part }
}

const leaves = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => (part.kind === 'group' ? leaves(part.parts) : [part]))

/** By what the field asks for, where we know it; else in the server's words. */
function sentenceOf({ t, has }: Words, { field, part }: Place, detail: string): string {
  const kind = part === null ? field : part.kind === 'text' ? (part.format ?? '') : ''
  const key = `account.fault.${kind}`
  return has(key) ? t(key) : t('account.fault.other', { detail })
}
