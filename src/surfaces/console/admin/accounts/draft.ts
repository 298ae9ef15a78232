import type { Part } from './parts.ts'

/** What stands in the fields, by pointer: texts as typed, `{language: text}` under its pointer and language, switches as they are. */
export type Draft = Readonly<Record<string, string | boolean>>
/** A locale key, and what it names. */
export interface Fault {
  key: string
  values?: Record<string, string | number>
}
export type Faults = Readonly<Record<string, Fault>>

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** Settings → what stands in the fields. */
export function draftOf(parts: readonly Part[], settings: unknown): Draft {
  const held = fieldsOf(settings)
  const draft: Record<string, string | boolean> = {}
  for (const part of parts) Object.assign(draft, draftOfPart(part, held[part.name]))
  return draft
}

function draftOfPart(part: Part, value: unknown): Draft {
  switch (part.kind) {
    case 'group':
      return { [part.at]: part.required || value !== undefined, ...draftOf(part.parts, value) }
    case 'texts':
      return Object.fromEntries(
        Object.entries(fieldsOf(value)).map(([lang, text]) => [`${part.at}/${lang}`, `${text}`]),
      )
    case 'list':
      return { [part.at]: Array.isArray(value) ? value.join('\n') : '' }
    case 'switch':
      return { [part.at]: value === true }
    case 'choice':
      return { [part.at]: String(value ?? (part.required ? (part.options[0] ?? '') : '')) }
    default:
      return { [part.at]: String(value ?? '') }
  }
}

interface Read {
  value?: unknown
  faults?: Faults
}
/** Fields → settings, and what is wrong with them. `before`: what no field asks for is kept from it. */
export function settingsOf(
  parts: readonly Part[],
  draft: Draft,
  before: unknown = {},
): { settings: Record<string, unknown>; faults: Faults } {
  const settings: Record<string, unknown> = {}
  const faults: Record<string, Fault> = {}
  for (const part of parts) {
    const read = readPart(part, draft, fieldsOf(before)[part.name])
    if (read.value !== undefined) settings[part.name] = read.value
    else if (part.required && read.faults === undefined) faults[part.at] = { key: 'account.fault.missing' }
    Object.assign(faults, read.faults)
  }
  return { settings, faults }
}

function readPart(part: Part, draft: Draft, before: unknown): Read {
  const typed = String(draft[part.at] ?? '').trim()
  switch (part.kind) {
    case 'other':
      return { value: before }
    case 'switch':
      return { value: draft[part.at] === true }
    case 'number':
      return typed === '' ? {} : numberOf(part, typed)
    case 'list':
      return typed === '' ? {} : { value: linesOf(typed) }
    case 'texts':
      return textsOf(part, draft)
    case 'group': {
      if (draft[part.at] !== true) return {}
      const { settings, faults } = settingsOf(part.parts, draft, before)
      return { value: settings, faults }
    }
    default:
      return typed === '' ? {} : { value: typed }
  }
}

function numberOf(part: Part & { kind: 'number' }, typed: string): Read {
  const value = Number(typed)
  const { min, max, whole } = part
  const fits = Number.isFinite(value) && (!whole || Number.isInteger(value))
  if (fits && value >= (min ?? value) && value <= (max ?? value)) return { value }
  const range = min === null || max === null ? null : { min, max }
  return {
    faults: {
      [part.at]: range === null ? { key: 'account.fault.number' } : { key: 'account.fault.range', values: range },
    },
  }
}

function textsOf({ at }: Part, draft: Draft): Read {
  const texts = Object.entries(draft).flatMap(([place, text]) => {
    const lang = place.startsWith(`${at}/`) ? place.slice(at.length + 1) : ''
    const said = String(text).trim()
    return lang === '' || said === '' ? [] : [[lang, said] as const]
  })
  return texts.length === 0 ? {} : { value: Object.fromEntries(texts) }
}

export const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
