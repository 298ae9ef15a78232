import { useEffect } from 'react'
import { call, type Out } from '../state/api.ts'
import { useProofTold } from '../state/proofs.ts'
import { useResource } from '../state/resource.ts'

export type View = Out<'GET /api/v1/conversations/:id/proof'>
export type Level = keyof View['levels']

/** What was asked here and came of it; read again whenever the stream tells of one. */
export function useProof(conversation: string) {
  const told = useProofTold()
  const resource = useResource<View>(`proof ${conversation}`, () =>
    call('GET /api/v1/conversations/:id/proof', { params: { id: conversation } }),
  )
  const { reload } = resource
  // biome-ignore lint/correctness/useExhaustiveDependencies: each telling is a reason to read it again
  useEffect(reload, [told, reload])
  return resource
}

export const askProof = (conversation: string, proof: string, level: Level) =>
  call('PUT /api/v1/conversations/:id/proofs/:proof', { params: { id: conversation, proof }, body: { level } })
export const withdrawProof = (conversation: string, proof: string) =>
  call('DELETE /api/v1/conversations/:id/proofs/:proof', { params: { id: conversation, proof } })
