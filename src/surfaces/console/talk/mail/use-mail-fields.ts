import { useState } from 'react'
import type { MailOut } from '#channels/contract'
import type { MailDraft, MailHead } from '#conversations/contract'
import { MOST_COPIES, typedAddresses } from './addresses.ts'

/** What is typed; a subject that nobody touched is the usual one. */
export type MailFields = Omit<MailDraft, 'subject'> & { subject: string | null }
export const untouched: MailFields = { subject: null, cc: '', bcc: '', quote: true }

export const asDraft = (mail: MailFields): MailDraft | null =>
  mail.subject === null && mail.cc === '' && mail.bcc === '' && mail.quote
    ? null
    : { ...mail, subject: mail.subject ?? '' }
const fromDraft = (draft: MailDraft | null): MailFields =>
  draft === null ? untouched : { ...draft, subject: draft.subject === '' ? null : draft.subject }

type Fault = 'mail.wrong' | 'mail.many'
export interface Faults {
  cc: { key: Fault; what: string } | null
  bcc: { key: Fault; what: string } | null
}

export function useMailFields(before: MailDraft | null) {
  const [mail, setMail] = useState<MailFields>(() => fromDraft(before))
  return { mail, setMail }
}

export function faultsOf({ cc, bcc }: Pick<MailFields, 'cc' | 'bcc'>): Faults {
  const [open, hidden] = [typedAddresses(cc), typedAddresses(bcc)]
  const many = open.addresses.length + hidden.addresses.length > MOST_COPIES
  const wrong = (what: string | null) => (what === null ? null : ({ key: 'mail.wrong', what } as const))
  return {
    cc: wrong(open.wrong) ?? (many ? { key: 'mail.many', what: String(MOST_COPIES) } : null),
    bcc: wrong(hidden.wrong),
  }
}

/** What the reply says of the mail; null when it says nothing that it would not say by itself. */
export function headOf(mail: MailFields, out: MailOut | null): MailHead | null {
  if (out === null) return null
  const [cc, bcc] = [[...typedAddresses(mail.cc).addresses], [...typedAddresses(mail.bcc).addresses]]
  const subject = mail.subject === null || mail.subject.trim() === out.subject ? '' : mail.subject.trim()
  if (subject === '' && cc.length + bcc.length === 0 && mail.quote) return null
  return { subject, cc, bcc, quote: mail.quote }
}
