import { type Static, Type } from 'typebox'
import { Instant } from '#kernel/http'

// What a system of the operator sends. Fields we do not know are kept in the raw delivery and do no harm.
const id = Type.String({ minLength: 1, maxLength: 300 })
const common = { id, thread: id, at: Instant }
const person = Type.Object({
  id,
  name: Type.Optional(Type.String({ maxLength: 200 })),
  /** True when the sending system has signed this person in itself. */
  verified: Type.Optional(Type.Boolean()),
})
const file = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 255 }),
  mime: Type.String({ minLength: 3, maxLength: 100 }),
  base64: Type.String({ maxLength: 4_000_000 }),
})

export const Message = Type.Object({
  type: Type.Literal('message'),
  ...common,
  from: person,
  text: Type.String({ maxLength: 100_000 }),
  subject: Type.Optional(Type.String({ maxLength: 300 })),
  lang: Type.Optional(Type.String({ maxLength: 20 })),
  public: Type.Optional(Type.Boolean()),
  answers: Type.Optional(Type.Array(id, { maxItems: 20 })),
  files: Type.Optional(Type.Array(file, { maxItems: 10 })),
})
export const Edit = Type.Object({ type: Type.Literal('edit'), ...common, text: Type.String({ maxLength: 100_000 }) })
export const Delete = Type.Object({ type: Type.Literal('delete'), ...common })
export const Receipt = Type.Object({
  type: Type.Literal('receipt'),
  ...common,
  ids: Type.Array(id, { minItems: 1, maxItems: 100 }),
  state: Type.Enum(['sent', 'delivered', 'read', 'failed']),
  why: Type.Optional(Type.String({ maxLength: 60, pattern: '^[a-z0-9-]*$' })),
})
export const Batch = Type.Object({ events: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 500 }) })

export type Message = Static<typeof Message>
export type Edit = Static<typeof Edit>
export type Delete = Static<typeof Delete>
export type Receipt = Static<typeof Receipt>

/** What goes out: the same shape of words, signed the same way. */
export interface OutboundPayload {
  type: 'reply'
  id: string
  thread: string
  to: { id: string; name: string } | null
  from: { name: string; bot: boolean }
  text: string
  lang: string | null
  /** With the first answer: what the case is called, and the page where the customer sees how it stands (none in public). */
  case: { reference: string; url: string | null } | null
  quickReplies: readonly { id: string; label: string }[]
  files: readonly { name: string; mime: string; base64: string }[]
}
