import { call, type In, type Out } from './api.ts'
import { failed } from './deeds.ts'
import { keep, useResource } from './resource.ts'

export type Baton = NonNullable<Out<'GET /api/v1/conversations/:id/baton'>['baton']>
export type Passing = In<'PUT /api/v1/conversations/:id/baton'>['body']
type Held = { baton: Baton | null }

const keyOf = (id: string): string => `baton ${id}`

/** The note with which a conversation was handed over, until somebody has taken it. */
export const useBaton = (id: string): Baton | null =>
  useResource<Held>(keyOf(id), () => call('GET /api/v1/conversations/:id/baton', { params: { id } })).data?.baton ??
  null

/** Passed or taken, here or elsewhere: told by the stream. */
export const batonTold = (id: string, baton: Baton | null): void => keep<Held>(keyOf(id), () => ({ baton }))

export const passBaton = (id: string, body: Passing): Promise<void> =>
  call('PUT /api/v1/conversations/:id/baton', { params: { id }, body }).then(({ baton }) => batonTold(id, baton))

export const takeBaton = (id: string): Promise<void> =>
  call('DELETE /api/v1/conversations/:id/baton', { params: { id } }).then(() => batonTold(id, null), failed)
