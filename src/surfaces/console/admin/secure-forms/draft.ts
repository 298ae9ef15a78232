import { call } from '../../state/api.ts'
import type { SecureForm } from './page.tsx'

/** What is typed into the form's own form. */
export interface Draft {
  brand: string
  takes: SecureForm['takes']
  name: Record<string, string>
  recipient: Record<string, string>
  endpoint: string
  allow: string
  showsEnd: boolean
  hours: string
  /** Empty: the one that is known stays. */
  secret: string
}

export const draftOf = (before: SecureForm | null, brand: string): Draft => ({
  brand: before?.brand ?? brand,
  takes: before?.takes ?? 'iban',
  name: before?.name ?? {},
  recipient: before?.recipient ?? {},
  endpoint: before?.endpoint ?? '',
  allow: before?.allow.join('\n') ?? '',
  showsEnd: before?.showsEnd ?? false,
  hours: String(before?.hours ?? 24),
  secret: '',
})

const said = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([lang, typed]) => (typed.trim() === '' ? [] : [[lang, typed.trim()]])),
  )

/** Why it cannot be saved yet: a key of the words. */
export function missing(draft: Draft, before: SecureForm | null): string | null {
  if (Object.keys(said(draft.name)).length === 0) return 'secureForm.needs.name'
  if (Object.keys(said(draft.recipient)).length === 0) return 'secureForm.needs.recipient'
  if (draft.endpoint.trim() === '') return 'secureForm.needs.endpoint'
  const hours = Number(draft.hours)
  if (!(Number.isInteger(hours) && hours >= 1 && hours <= 72)) return 'secureForm.needs.hours'
  const isShort = draft.secret.length < 24
  return isShort && (before === null || draft.secret !== '') ? 'secureForm.needs.secret' : null
}

const valuesOf = (draft: Draft) => ({
  name: said(draft.name),
  recipient: said(draft.recipient),
  endpoint: draft.endpoint.trim(),
  allow: draft.allow.split(/\s+/).filter((each) => each !== ''),
  showsEnd: draft.showsEnd,
  hours: Number(draft.hours),
})

export const create = (id: string, draft: Draft) =>
  call('POST /api/v1/secure-forms', {
    body: { id, brand: draft.brand, takes: draft.takes, secret: draft.secret, ...valuesOf(draft) },
  })
export const change = ({ id }: SecureForm, rev: number, draft: Draft) =>
  call('PUT /api/v1/secure-forms/:id', {
    params: { id },
    body: { ...valuesOf(draft), rev, ...(draft.secret !== '' && { secret: draft.secret }) },
  })

/** 256 bits, made in this browser: who runs the receiving system gets it from who makes it. */
export const newSecret = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}
