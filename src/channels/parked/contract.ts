import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Instant, Nullable, Uuid } from '#kernel/http'

/** Something that came and of which nothing could be made. Its bytes are kept. */
export const ParkedDelivery = Type.Object({
  id: Uuid,
  brand: Uuid,
  account: Uuid,
  channel: Type.String(),
  /** `parked`: tried as often as it is, nothing more happens by itself. `unfetched`: its mail server does not give it. */
  state: Type.Enum(['parked', 'unfetched']),
  /** A code, never what somebody wrote. */
  reason: Type.String(),
  bytes: Type.Integer(),
  receivedAt: Instant,
  parkedAt: Nullable(Instant),
})
export type ParkedDelivery = Static<typeof ParkedDelivery>

export const parkedApi = api({
  'GET /api/v1/parked-deliveries': {
    summary: 'What came and could not be read or taken in, with the reason; the bytes are kept for 30 days',
    answer: Type.Object({ items: Type.Array(ParkedDelivery) }),
  },
  'GET /api/v1/parked-deliveries/:id/raw': {
    summary: 'Its bytes as they came, as a file',
    params: ById,
  },
  'PUT /api/v1/parked-deliveries/:id/replay': {
    summary: 'Try it again',
    params: ById,
  },
})
export type ParkedApi = ApiTypes<typeof parkedApi>
