import { useEffect } from 'react'
import type { KnownAttribute } from '#people/contract'
import { call, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { useContactTold } from '../state/contacts.ts'
import { failed } from '../state/deeds.ts'
import { keep, useResource } from '../state/resource.ts'

export type Known = KnownAttribute
export type Value = Known['value']
type List = Out<'GET /api/v1/contacts/:id/attributes'>

const keyOf = (on: Known['on'], id: string) => `attributes ${on} ${id}`

/** What is known of a customer; as soon as a colleague, a rule or a program says it. */
export function useContactAttributes(contact: string) {
  const resource = useResource(keyOf('contact', contact), () =>
    call('GET /api/v1/contacts/:id/attributes', { params: { id: contact } }),
  )
  useContactTold(contact, resource.reload)
  return resource
}

/** What is known of a conversation; read again when its row is another. */
export function useTalkAttributes(conversation: string, rev: number) {
  const resource = useResource(keyOf('conversation', conversation), () =>
    call('GET /api/v1/conversations/:id/attributes', { params: { id: conversation } }),
  )
  const { reload } = resource
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that something is another now
  useEffect(reload, [rev])
  return resource
}

const put = (on: Known['on'], id: string, attribute: string, value: Value): Promise<List> => {
  const input = { params: { id, attribute }, body: { value } }
  return on === 'contact'
    ? call('PUT /api/v1/contacts/:id/attributes/:attribute', input)
    : call('PUT /api/v1/conversations/:id/attributes/:attribute', input)
}

export interface Change {
  known: Known
  /** The contact or the conversation. */
  holder: string
  value: Value
}

/** One after the other; rejects at the first that is refused, and what was said before it stays said. */
export async function say(changes: readonly Change[]): Promise<void> {
  for (const { known, holder, value } of changes) {
    const list = await put(known.on, holder, known.id, value)
    keep<List>(keyOf(known.on, holder), () => list)
  }
  const back = changes.map(({ known, holder }) => ({ known, holder, value: known.value }))
  showBar({ text: 'attributes.saved', undo: () => void sayAgain(back) })
}

const sayAgain = async (changes: readonly Change[]): Promise<void> => {
  for (const { known, holder, value } of changes)
    await put(known.on, holder, known.id, value).then((list) => keep<List>(keyOf(known.on, holder), () => list), failed)
}
