import { useEffect } from 'react'
import { call, type Out } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { useSecureFormTold } from '../state/secure-forms.ts'

export type View = Out<'GET /api/v1/conversations/:id/secure-forms'>
export type Item = View['items'][number]

/** What was asked here and came of it; read again whenever the stream tells of one, or the customer has written (`seq`). */
export function useSecureForms(conversation: string, seq = 0) {
  const told = useSecureFormTold()
  const resource = useResource<View>(`secure forms ${conversation}`, () =>
    call('GET /api/v1/conversations/:id/secure-forms', { params: { id: conversation } }),
  )
  const { reload } = resource
  // biome-ignore lint/correctness/useExhaustiveDependencies: each telling is a reason to read it again
  useEffect(reload, [told, seq, reload])
  return resource
}

export const askForForm = (conversation: string, request: string, body: { form: string; purpose: string }) =>
  call('PUT /api/v1/conversations/:id/secure-forms/:request', { params: { id: conversation, request }, body })
export const withdrawForm = (conversation: string, request: string) =>
  call('DELETE /api/v1/conversations/:id/secure-forms/:request', { params: { id: conversation, request } })
