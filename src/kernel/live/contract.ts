import { Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Uuid } from '#kernel/http'

/** Scopes (`queue:…`), `subject:<uuid>`, or `*`. */
export const Watch = Type.Array(
  Type.String({ pattern: '^(\\*|[a-z][a-z-]*:[A-Za-z0-9_.:-]{1,64})$', maxLength: 100 }),
  { maxItems: 200 },
)

/** `typing` a public answer, `noting` an internal one, `viewing`, or `idle` again. */
export const WhisperKind = Type.Union([
  Type.Literal('typing'),
  Type.Literal('noting'),
  Type.Literal('viewing'),
  Type.Literal('idle'),
])

export const liveApi = api({
  'PUT /api/v1/streams/:id/watch': {
    summary: 'Changes what an open stream is told, without reconnecting',
    description:
      'Answers 404 when the stream is not on this node: open it again with the new watch and its cursor. Watch first, fetch then: nothing is missed in between.',
    params: ById,
    body: Closed({ watch: Watch }),
  },
  'POST /api/v1/whispers': {
    summary: 'Tells those who watch a subject that you type or look',
    description: 'Kept nowhere, shown for 20 seconds, may be lost. Repeat it every 10 seconds while it is true.',
    body: Closed({ to: Uuid, kind: WhisperKind }),
  },
  'POST /api/v1/chat/whispers': {
    summary: 'Tells the advisors that the visitor types',
    body: Closed({ kind: Type.Union([Type.Literal('typing'), Type.Literal('idle')]) }),
  },
})
export type LiveApi = ApiTypes<typeof liveApi>
export type WhisperKind = 'typing' | 'noting' | 'viewing' | 'idle'

/** What a stream tells beside rows. */
export interface Whisper {
  to: string
  kind: WhisperKind
  /** `agent:<id>`; towards a visitor only `staff`. */
  by: string
  /** It counts for so long unless repeated. */
  seconds: number
}
/** A row as it is now, or that it is gone from sight. */
export type LiveEvent =
  | { pos: number; kind: string; id: string; rev: number; row: { id: string; rev: number } }
  | { pos: number; kind: string; id: string; removed: true }
