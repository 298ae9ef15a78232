import { useEffect, useRef } from 'react'
import type { InboxRow } from '#conversations/contract'
import { call, type Out } from '../state/api.ts'
import { useContactTold, useWatchedContact } from '../state/contacts.ts'
import { useDesk } from '../state/inbox.ts'
import { keep, type Resource, useResource } from '../state/resource.ts'
import { useEvery } from '../state/use-every.ts'

export type Contact = Out<'GET /api/v1/contacts/:id'>
export type Consent = Contact['consents'][number]
export type Mandate = Contact['mandates'][number]

const keyOf = (id: string): string => `contact ${id}`

export const useContact = (id: string): Resource<Contact> & { reload: () => void } =>
  useResource(keyOf(id), () => call('GET /api/v1/contacts/:id', { params: { id } }))

const EVERY_MS = 10_000
/** Shows what a colleague changes as soon as the stream tells it; a proof that ends by itself, which nobody tells, within seconds. */
export function useFollowed(id: string, reload: () => void): void {
  useEvery(EVERY_MS, reload)
  useWatchedContact(id)
  useContactTold(id, reload)
  const name = useDesk((desk) => nameIn(desk.rows.values(), id))
  const told = useRef(name)
  useEffect(() => {
    if (told.current !== name) reload()
    told.current = name
  }, [name, reload])
}

function nameIn(rows: Iterable<InboxRow>, contact: string): string | null {
  let newest: InboxRow | null = null
  for (const row of rows) if (row.contact.id === contact && row.rev > (newest?.rev ?? -1)) newest = row
  return newest?.contact.name ?? null
}

/** What a verb answered is shown wherever this contact is. */
export function keepContact(id: string, contact: Contact): Contact {
  keep<Contact>(keyOf(id), () => contact)
  if (contact.id !== id) keep<Contact>(keyOf(contact.id), () => contact)
  return contact
}
