import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, May, Nullable, PageOf, Texts, Uuid } from '#kernel/http'

/** What a form takes: an account, a payment card (number and expiry, never its security code), pictures or PDFs, one line of text. */
export const Takes = Type.Union([
  Type.Literal('iban'),
  Type.Literal('card'),
  Type.Literal('document'),
  Type.Literal('text'),
])
export type Takes = Static<typeof Takes>

export const SecureFormState = Type.Union([
  Type.Literal('asked'),
  Type.Literal('opened'),
  Type.Literal('given', { description: 'Sealed, on its way to its system' }),
  Type.Literal('delivered', { description: 'Its system has confirmed it; we hold it no more' }),
  Type.Literal('rejected', { description: 'Its system does not want it; we hold it no more' }),
  Type.Literal('undelivered', { description: 'Its system could not be reached in time; we hold it no more' }),
  Type.Literal('declined'),
  Type.Literal('expired'),
  Type.Literal('withdrawn'),
])
export type SecureFormState = Static<typeof SecureFormState>

const Form = Type.Object({ id: Uuid, takes: Takes, name: Texts })

/** One asking. Nothing of what was given is in it but, where the form's setting says so, its last four signs. */
export const SecureRequest = Type.Object({
  id: Uuid,
  form: Form,
  purpose: Type.String(),
  state: SecureFormState,
  askedBy: Nullable(Type.String()),
  askedAt: Instant,
  /** Of the link. */
  expiresAt: Instant,
  openedAt: Nullable(Instant),
  givenAt: Nullable(Instant),
  /** When what was given is destroyed, delivered or not. */
  deliverBy: Nullable(Instant),
  endedAt: Nullable(Instant),
  /** Why it has not arrived. */
  trouble: Nullable(Type.String()),
  /** What the receiving system calls it. */
  reference: Nullable(Type.String()),
  ending: Nullable(Type.String()),
  rev: Type.Integer(),
})
export type SecureRequest = Static<typeof SecureRequest>

export const SecureView = Type.Object({
  items: Type.Array(SecureRequest, { description: 'What was asked here, newest first' }),
  forms: Type.Array(Form, { description: 'What may be asked for' }),
  may: Type.Object({ ask: May }),
  /** A message of the customer's that says an account or card number openly: better by a form, and taken out. */
  typed: Nullable(Type.Object({ message: Uuid, kind: Type.Union([Type.Literal('iban'), Type.Literal('card')]) })),
  linkMinutes: Type.Integer(),
})
export type SecureView = Static<typeof SecureView>

const words = {
  name: Texts,
  recipient: Texts,
  endpoint: Type.String({ minLength: 8, maxLength: 500, description: 'https, without query' }),
  allow: Type.Array(Type.String({ pattern: '^[A-Za-z0-9.:\\[\\]-]{1,253}:[0-9]{1,5}$', maxLength: 260 }), {
    maxItems: 5,
    description: '`host:port` that may be private or without TLS',
  }),
  showsEnd: Type.Boolean({ description: 'Staff see the last four signs' }),
  hours: Type.Integer({
    minimum: 1,
    maximum: 72,
    description: 'How long it is tried; then what was given is destroyed',
  }),
}
const Secret = Type.String({ minLength: 24, maxLength: 200, description: 'Signs what is sent; nobody reads it again' })

export const FormSettings = Type.Object({
  id: Uuid,
  brand: Uuid,
  takes: Takes,
  ...words,
  testedAt: Nullable(Instant),
  /** `ok`, or why the test value did not arrive. */
  tested: Nullable(Type.String()),
  retired: Type.Boolean(),
  rev: Type.Integer(),
})
export type FormSettings = Static<typeof FormSettings>

const One = Closed({ id: Uuid, request: Uuid })

export const secureFormsApi = api({
  'GET /api/v1/conversations/:id/secure-forms': {
    summary: 'What the customer was asked to give on a page of their own, how it stands, and what may be asked for',
    params: ById,
    answer: SecureView,
  },
  'PUT /api/v1/conversations/:id/secure-forms/:request': {
    summary:
      'Ask the customer for it (`request`, an id of yours): a link to a page of their own goes into the conversation; what they give goes to its system and is never shown',
    params: One,
    body: Closed({ form: Uuid, purpose: Type.String({ minLength: 3, maxLength: 300 }) }),
    answer: SecureRequest,
  },
  'DELETE /api/v1/conversations/:id/secure-forms/:request': {
    summary: 'Take the question back: its link takes nothing any more. What was given already goes its way',
    params: One,
    answer: SecureRequest,
  },
  'GET /api/v1/secure-forms': {
    summary: 'What can be asked for by secure forms, and the systems it goes to',
    answer: PageOf(FormSettings),
  },
  'POST /api/v1/secure-forms': {
    summary: 'Define a secure form and the system that receives what is given',
    body: Closed({ id: Uuid, brand: Uuid, takes: Takes, ...words, secret: Secret }),
    answer: FormSettings,
  },
  'PUT /api/v1/secure-forms/:id': {
    summary: 'Change a secure form; without `secret` it keeps the one it has',
    params: ById,
    body: Closed({ ...words, secret: Type.Optional(Secret), rev: Type.Integer({ minimum: 1 }) }),
    answer: FormSettings,
  },
  'PUT /api/v1/secure-forms/:id/retirement': {
    summary: 'Offer it no more; what was asked already can still be given',
    params: ById,
  },
  'DELETE /api/v1/secure-forms/:id/retirement': { summary: 'Offer it again', params: ById },
  'POST /api/v1/secure-forms/:id/tests': {
    summary: 'Send a value that is marked as a test to the receiving system, signed like a real one',
    params: ById,
    body: Closed({ id: Uuid }),
    answer: FormSettings,
  },
})
export type SecureFormsApi = ApiTypes<typeof secureFormsApi>
