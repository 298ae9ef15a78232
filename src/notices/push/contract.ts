import { Type } from 'typebox'
import { api, Closed, Instant, Lang, Nullable, Uuid } from '#kernel/http'

const ById = Closed({ id: Uuid })
const base64url = (length: number) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]+={0,2}$', minLength: length, maxLength: length + 4 })

export const PushDevice = Type.Object({
  id: Uuid,
  name: Type.String(),
  createdAt: Instant,
  /** When something was last told there. */
  toldAt: Nullable(Instant),
})

export const pushApi = api({
  'GET /api/v1/notices/devices': {
    summary: 'Browsers in which the caller is told, also when no page is open there, and the key they subscribe with',
    answer: Type.Object({ publicKey: Type.String(), devices: Type.Array(PushDevice) }),
  },
  'PUT /api/v1/notices/devices/:id': {
    summary: 'Be told in this browser: its push subscription',
    params: ById,
    body: Closed({
      endpoint: Type.String({ pattern: '^https?://', maxLength: 1_000 }),
      keys: Closed({ p256dh: base64url(87), auth: base64url(22) }),
      lang: Lang,
      name: Type.String({ minLength: 1, maxLength: 80 }),
    }),
  },
  'DELETE /api/v1/notices/devices/:id': {
    summary: 'Be told in this browser no longer',
    params: ById,
  },
})
