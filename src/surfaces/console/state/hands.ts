import { call, type Out } from './api.ts'
import { failed } from './deeds.ts'
import { keep, useResource } from './resource.ts'

export type Hand = NonNullable<Out<'GET /api/v1/conversations/:id/hand'>['hand']>
type Held = { hand: Hand | null }

const keyOf = (id: string): string => `hand ${id}`

/** The hand that is up on a conversation, or null. */
export const useHand = (id: string): Hand | null =>
  useResource<Held>(keyOf(id), () => call('GET /api/v1/conversations/:id/hand', { params: { id } })).data?.hand ?? null

/** Raised or lowered, here or elsewhere: told by the stream. */
export const handTold = (id: string, hand: Hand | null): void => keep<Held>(keyOf(id), () => ({ hand }))

export async function raiseHand(id: string, body: { id: string; question: string }): Promise<void> {
  const { hand } = await call('PUT /api/v1/conversations/:id/hand', { params: { id }, body })
  handTold(id, hand)
}
export const lowerHand = (id: string): Promise<void> =>
  call('DELETE /api/v1/conversations/:id/hand', { params: { id } }).then(() => handTold(id, null), failed)
