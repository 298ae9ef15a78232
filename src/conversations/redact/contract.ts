import { Type } from 'typebox'
import { type ApiTypes, api, Closed, Uuid } from '#kernel/http'
import { Attachment, InboxRow, Message, oneOf } from '../shapes.ts'

/** What it was, so that everybody knows what is missing. */
export const RedactionKind = oneOf(['card', 'account', 'document', 'code', 'health', 'person', 'other'])

const part = Type.Number({ minimum: 0, maximum: 1 })
const Box = Closed({ x: part, y: part, width: part, height: part })
const message = Closed({ id: Uuid, message: Uuid })

export const redactApi = api({
  'GET /api/v1/conversations/:id/messages/:message/redactable': {
    summary: 'What can be taken out of a message, and what looks as if it should be',
    params: message,
    answer: Type.Object({
      text: Type.String(),
      rev: Type.Integer(),
      findings: Type.Array(Type.Object({ text: Type.String(), kind: RedactionKind })),
      files: Type.Array(Attachment),
    }),
  },
  'POST /api/v1/conversations/:id/messages/:message/redactions': {
    summary:
      'Take words, parts of pictures or files out for good, wherever this conversation holds them; nobody can bring them back',
    params: message,
    body: Closed({
      id: Uuid,
      rev: Type.Integer({ minimum: 1, description: 'Of the message as it was looked at' }),
      kind: RedactionKind,
      whole: Type.Boolean({ description: 'All that it says' }),
      pieces: Type.Array(Type.String({ minLength: 3, maxLength: 2_000 }), { maxItems: 20, uniqueItems: true }),
      files: Type.Array(
        Closed({
          id: Uuid,
          boxes: Type.Array(Box, {
            maxItems: 20,
            description: 'Of a picture, as shares of its size; none: the file goes',
          }),
        }),
        { maxItems: 10 },
      ),
    }),
    answer: Type.Object({ row: InboxRow, message: Message }),
  },
})
export type RedactApi = ApiTypes<typeof redactApi>
