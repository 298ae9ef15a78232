import { uuid7 } from '../../shared/uuid7.ts'
import { call, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { useContactTold } from '../state/contacts.ts'
import { failed } from '../state/deeds.ts'
import { keep, useResource } from '../state/resource.ts'
import { unmerge } from './deeds.ts'

type Duplicates = Out<'GET /api/v1/contacts/:id/duplicates'>
export type Duplicate = Duplicates['items'][number]

const keyOf = (contact: string) => `duplicates ${contact}`

/** Who may be the same person; read again when something of the contact is another. */
export function useDuplicates(contact: string) {
  const resource = useResource(keyOf(contact), () =>
    call('GET /api/v1/contacts/:id/duplicates', { params: { id: contact } }),
  )
  useContactTold(contact, resource.reload)
  return resource
}

/** The other one's conversations come here; taken back by the bar. */
export function mergeDuplicate(contact: string, { id: other, name }: Duplicate, after: () => void): void {
  const merge = uuid7()
  const undo = () => void unmerge(contact, merge).then(after)
  void call('POST /api/v1/contacts/:id/merges', { params: { id: contact }, body: { id: merge, other } }).then(() => {
    showBar({ text: 'duplicate.merged', values: { name }, undo })
    after()
  }, failed)
}

const told = (contact: string) => (answer: Duplicates) => void keep<Duplicates>(keyOf(contact), () => answer)

export function tellApart(contact: string, { id: other }: Duplicate): void {
  const params = { id: contact, other }
  const undo = () =>
    void call('DELETE /api/v1/contacts/:id/not-same/:other', { params }).then(told(contact)).catch(failed)
  void call('PUT /api/v1/contacts/:id/not-same/:other', { params })
    .then(told(contact))
    .then(() => showBar({ text: 'duplicate.apart', undo }), failed)
}
