import { uuid7 } from '../../shared/uuid7.ts'
import { call, type In } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import type { Consent, Contact, Mandate } from './contact.ts'
import { keepContact } from './contact.ts'

interface Deed {
  id: string
  say: () => Promise<Contact>
  /** What the bar says; `undo` takes it back. */
  done?: string
  values?: Record<string, string>
  undo?: () => Promise<unknown>
}

/** Says a deed about a contact; false when it was refused, and the bar says why. */
async function perform({ id, say, done, values, undo }: Deed): Promise<boolean> {
  try {
    keepContact(id, await say())
    if (done !== undefined)
      showBar({ text: done, ...(values && { values }), ...(undo && { undo: () => void undo().catch(failed) }) })
    return true
  } catch (error) {
    failed(error)
    return false
  }
}

export const rename = (id: string, name: string, before: string): Promise<boolean> =>
  perform({
    id,
    say: () => call('PUT /api/v1/contacts/:id/name', { params: { id }, body: { name } }),
    done: 'contact.renamed',
    ...(before !== '' && { undo: () => rename(id, before, '') }),
  })

export const setOrganisation = (id: string, organisation: string | null, before: string | null): Promise<boolean> =>
  perform({
    id,
    say: () => call('PUT /api/v1/contacts/:id/organisation', { params: { id }, body: { organisation } }),
    done: 'contact.organisation.set',
    ...(organisation !== before && { undo: () => setOrganisation(id, before, before) }),
  })

type Said = Pick<Consent, 'purpose' | 'channel' | 'given' | 'how'>
type Medium = NonNullable<In<'PUT /api/v1/contacts/:id/consents/:purpose'>['body']['channel']>

const say =
  (id: string, { purpose, channel, given, how }: Said) =>
  () =>
    call('PUT /api/v1/contacts/:id/consents/:purpose', {
      params: { id, purpose },
      body: { given, how, channel: channel as Medium | null },
    })

/** `before`: how it stood; undo records it again, as records are only added. */
export const recordConsent = (id: string, said: Said, before: Consent | undefined): Promise<boolean> =>
  perform({
    id,
    say: say(id, said),
    done: said.given ? 'consent.given.done' : 'consent.withdrawn.done',
    undo: () =>
      perform({ id, say: say(id, { ...said, given: before?.given ?? !said.given, how: before?.how ?? said.how }) }),
  })

const end = (id: string, mandate: string) => () =>
  call('DELETE /api/v1/contacts/:id/mandates/:mandate', { params: { id, mandate } })
const give =
  (id: string, { for: principal, role, scope, proof, until }: Omit<Mandate, 'id'>, mandate: string) =>
  () =>
    call('POST /api/v1/contacts/:id/mandates', {
      params: { id },
      body: { id: mandate, for: principal.id, role, scope, proof, until },
    })

export function giveMandate(id: string, mandate: Omit<Mandate, 'id'>): Promise<boolean> {
  const made = uuid7()
  return perform({
    id,
    say: give(id, mandate, made),
    done: 'mandate.given',
    undo: () => perform({ id, say: end(id, made) }),
  })
}
export const endMandate = (id: string, mandate: Mandate): Promise<boolean> =>
  perform({
    id,
    say: end(id, mandate.id),
    done: 'mandate.ended',
    undo: () => perform({ id, say: give(id, mandate, uuid7()) }),
  })

export const unmerge = (id: string, merge: string): Promise<boolean> =>
  perform({
    id,
    say: () => call('DELETE /api/v1/contacts/:id/merges/:merge', { params: { id, merge } }),
    done: 'merge.undone',
  })
export function merge(into: Contact, other: Contact): Promise<boolean> {
  const id = uuid7()
  return perform({
    id: into.id,
    say: () => call('POST /api/v1/contacts/:id/merges', { params: { id: into.id }, body: { id, other: other.id } }),
    done: 'merge.done',
    values: { name: into.name },
    undo: () => unmerge(into.id, id),
  })
}
