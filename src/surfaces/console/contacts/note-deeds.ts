import { uuid7 } from '../../shared/uuid7.ts'
import { call, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { useContactTold } from '../state/contacts.ts'
import { failed } from '../state/deeds.ts'
import { keep, useResource } from '../state/resource.ts'

type Notes = Out<'GET /api/v1/contacts/:id/notes'>
export type ContactNote = Notes['items'][number]

const keyOf = (contact: string) => `notes ${contact}`

/** What colleagues should know of a contact; as soon as one of them writes it. */
export function useNotes(contact: string) {
  const resource = useResource(keyOf(contact), () =>
    call('GET /api/v1/contacts/:id/notes', { params: { id: contact } }),
  )
  useContactTold(contact, resource.reload)
  return resource
}

const told = (contact: string) => (answer: Notes) => void keep<Notes>(keyOf(contact), () => answer)

/** Rejects when it was refused: what was written stays in its field. */
export async function writeNote(contact: string, text: string): Promise<void> {
  const id = uuid7()
  told(contact)(await call('POST /api/v1/contacts/:id/notes', { params: { id: contact }, body: { id, text } }))
  showBar({ text: 'contact.note.written', undo: () => void remove(contact, id).catch(failed) })
}

export async function changeNote(
  contact: string,
  { id: note, text: before }: ContactNote,
  text: string,
): Promise<void> {
  const say = (words: string) =>
    call('PUT /api/v1/contacts/:id/notes/:note', { params: { id: contact, note }, body: { text: words } })
  told(contact)(await say(text))
  showBar({ text: 'contact.note.changed', undo: () => void say(before).then(told(contact)).catch(failed) })
}

const remove = (contact: string, note: string) =>
  call('PUT /api/v1/contacts/:id/notes/:note/removal', { params: { id: contact, note } }).then(told(contact))
const restore = (contact: string, note: string) =>
  call('DELETE /api/v1/contacts/:id/notes/:note/removal', { params: { id: contact, note } }).then(told(contact))

export function removeNote(contact: string, { id }: ContactNote): void {
  void remove(contact, id).then(
    () => showBar({ text: 'contact.note.removed', undo: () => void restore(contact, id).catch(failed) }),
    failed,
  )
}

export function pinNote(contact: string, { id: note, pinned }: ContactNote): void {
  const params = { id: contact, note }
  const pin = pinned
    ? call('DELETE /api/v1/contacts/:id/notes/:note/pin', { params })
    : call('PUT /api/v1/contacts/:id/notes/:note/pin', { params })
  void pin.then(told(contact)).catch(failed)
}
