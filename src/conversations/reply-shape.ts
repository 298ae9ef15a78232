import { Type } from 'typebox'
import { Closed, Uuid } from '#kernel/http'

export const MESSAGE_MAX = 10_000

const address = Type.String({ format: 'email', maxLength: 254 })
const addresses = Type.Array(address, { maxItems: 20 })
/** Only on channels that can carry it; at most 20 copies in all. An empty subject is the conversation's. */
export const MailInput = Closed({
  subject: Type.String({ maxLength: 500 }),
  cc: addresses,
  bcc: addresses,
  quote: Type.Boolean(),
})

/** What somebody writes to a customer. */
export const said = {
  text: Type.String({ maxLength: MESSAGE_MAX }),
  attachments: Type.Optional(Type.Array(Uuid, { maxItems: 10 })),
}
export const Next = Type.Union([Type.Literal('stay'), Type.Literal('wait'), Type.Literal('solve')])
