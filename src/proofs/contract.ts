import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, May, Nullable, Uuid } from '#kernel/http'

/** `channel`: they read what goes to this conversation's address. `code`: they hold a code sent to an address we had before. */
export const ProofLevel = Type.Union([Type.Literal('channel'), Type.Literal('code')])
export type ProofLevel = Static<typeof ProofLevel>
export const ProofState = Type.Union([
  Type.Literal('asked'),
  Type.Literal('opened'),
  Type.Literal('proved'),
  Type.Literal('failed'),
  Type.Literal('expired'),
  Type.Literal('declined'),
  Type.Literal('withdrawn'),
])
export type ProofState = Static<typeof ProofState>

export const Proof = Type.Object({
  id: Uuid,
  level: ProofLevel,
  state: ProofState,
  askedBy: Nullable(Type.String()),
  askedAt: Instant,
  /** Of the link. */
  expiresAt: Instant,
  openedAt: Nullable(Instant),
  endedAt: Nullable(Instant),
  /** Until when the level holds in this conversation, once it is proved. */
  until: Nullable(Instant),
  rev: Type.Integer(),
})
export type Proof = Static<typeof Proof>

export const ProofView = Type.Object({
  latest: Nullable(Proof),
  /** What may be asked for now, and why not. */
  levels: Type.Object({ channel: May, code: May }),
  /** Where a code could go: as much of each address as tells them apart. */
  ways: Type.Array(Type.Object({ channel: Type.String(), handle: Type.String() })),
  linkMinutes: Type.Integer(),
  holdsMinutes: Type.Integer(),
})
export type ProofView = Static<typeof ProofView>

const One = Closed({ id: Uuid, proof: Uuid })

export const proofsApi = api({
  'GET /api/v1/conversations/:id/proof': {
    summary: 'How sure it is who writes here: what the customer was asked to prove, and what may be asked now',
    params: ById,
    answer: ProofView,
  },
  'PUT /api/v1/conversations/:id/proofs/:proof': {
    summary:
      'Ask the customer to prove a level on their own device (`proof`, an id of yours): a link goes into the conversation, once and for a short time',
    params: One,
    body: Closed({ level: ProofLevel }),
    answer: Proof,
  },
  'DELETE /api/v1/conversations/:id/proofs/:proof': {
    summary: 'Take the question back: its link opens nothing any more, and a level that was proved by it ends now',
    params: One,
    answer: Proof,
  },
})
export type ProofsApi = ApiTypes<typeof proofsApi>
