import { call, type Out } from '../state/api.ts'
import { keep, type Resource, useResource } from '../state/resource.ts'

export type Contact = Out<'GET /api/v1/contacts/:id'>
export type Consent = Contact['consents'][number]
export type Mandate = Contact['mandates'][number]

const keyOf = (id: string): string => `contact ${id}`

export const useContact = (id: string): Resource<Contact> & { reload: () => void } =>
  useResource(keyOf(id), () => call('GET /api/v1/contacts/:id', { params: { id } }))

/** What a verb answered is shown wherever this contact is. */
export function keepContact(id: string, contact: Contact): Contact {
  keep<Contact>(keyOf(id), () => contact)
  if (contact.id !== id) keep<Contact>(keyOf(contact.id), () => contact)
  return contact
}
