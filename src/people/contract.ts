import type { Static } from 'typebox'
import { Type } from 'typebox'
import {
  type ApiTypes,
  api,
  ById,
  Closed,
  Instant,
  Lang,
  Nullable,
  PageOf,
  pageQueryWith,
  Texts,
  Uuid,
} from '#kernel/http'
import { attributesApi } from './attributes/contract.ts'
import { ConsentChannel, consentsApi } from './consents/contract.ts'
import { duplicatesApi } from './duplicates/contract.ts'
import { notesApi } from './notes/contract.ts'
import { standingRulesApi } from './standing-rules/contract.ts'
import { standingApi } from './standings/contract.ts'
import { timelineApi } from './timeline/contract.ts'

/** A local time of day; 00:00 as an end means midnight. */
const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', maxLength: 5 })

export const Hours = Closed({
  timeZone: Type.String({ maxLength: 64 }),
  /** Several intervals a day. day 1 = Monday … 7 = Sunday. `to` not after `from` passes midnight; the whole interval belongs to the day it begins on, and so do closed days. */
  week: Type.Array(
    Closed({
      day: Type.Integer({ minimum: 1, maximum: 7 }),
      from: Clock,
      to: Clock,
    }),
    { maxItems: 42 },
  ),
  closedDays: Type.Array(Type.String({ format: 'date' }), { maxItems: 400 }),
})
export type Hours = Static<typeof Hours>

/** Raw tokens only: everything else is derived and checked for contrast when saved. */
export const Look = Closed({
  hue: Type.Number({ minimum: 0, maximum: 360 }),
  chroma: Type.Number({ minimum: 0, maximum: 0.4 }),
  /** Of the accent in the light theme, for brands whose colour is much darker or lighter than usual; 0.52 when not said. */
  lightness: Type.Optional(Type.Number({ minimum: 0.1, maximum: 0.95 })),
  radius: Type.Integer({ minimum: 0, maximum: 16 }),
  /** A CSS font list: names, quotes, commas. */
  font: Type.Optional(Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9 ,"\'-]+$' })),
})
export type Look = Static<typeof Look>

const brandFields = {
  slug: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$', maxLength: 31 }),
  name: Type.String({ minLength: 1, maxLength: 60 }),
  /** In order of fallback; the first is the default. */
  languages: Type.Array(Lang, { minItems: 1, maxItems: 30 }),
  look: Look,
  hours: Hours,
  /** `bot` answers first, or conversations go straight to the queue. */
  firstHolder: Type.Union([Type.Literal('bot'), Type.Literal('queue')]),
  /** Which fields the widget asks for before the first message. */
  preChat: Type.Array(Type.Union([Type.Literal('name'), Type.Literal('email')]), { maxItems: 2 }),
  greeting: Texts,
  legal: Texts,
}
export const BrandInput = Closed(brandFields)
export const Brand = Type.Object({ id: Uuid, ...brandFields, rev: Type.Integer() })
export type Brand = Static<typeof Brand>

export const Level = Type.Enum(['none', 'claimed', 'channel', 'code', 'strong'])
export type Level = 'none' | 'claimed' | 'channel' | 'code' | 'strong'

export const Named = Type.Object({ id: Uuid, name: Type.String() })
export const Agent = Type.Object({
  id: Uuid,
  /** The staff's own name, for colleagues. */
  name: Type.String(),
  /** The public face: first name or alias, what customers read. */
  publicName: Type.String(),
  login: Type.String(),
  languages: Type.Array(Lang),
  skills: Type.Array(Type.Object({ skill: Type.String(), level: Type.Integer() })),
  /** The outside organisation the agent works for; null for the operator's own. */
  partner: Nullable(Named),
  teams: Type.Array(Type.Object({ id: Uuid, name: Texts })),
  roles: Type.Array(Type.Object({ role: Type.String(), brand: Nullable(Uuid), scope: Type.String() })),
  active: Type.Boolean(),
  rev: Type.Integer(),
})
export type Agent = Static<typeof Agent>

const agentFields = {
  name: Type.String({ minLength: 1, maxLength: 80 }),
  publicName: Type.String({ minLength: 1, maxLength: 40 }),
  login: Type.String({ minLength: 3, maxLength: 120 }),
  languages: Type.Array(Lang, { maxItems: 30 }),
  skills: Type.Array(
    Closed({ skill: Type.String({ minLength: 1, maxLength: 40 }), level: Type.Integer({ minimum: 1, maximum: 5 }) }),
    {
      maxItems: 60,
    },
  ),
  partner: Nullable(Uuid),
  teams: Type.Array(Uuid, { maxItems: 30 }),
  roles: Type.Array(
    Closed({ role: Type.String({ maxLength: 40 }), brand: Nullable(Uuid), scope: Type.String({ maxLength: 80 }) }),
    { maxItems: 60 },
  ),
  active: Type.Boolean(),
}
export const AgentInput = Closed({ id: Uuid, ...agentFields })
export type AgentInput = Static<typeof AgentInput>

export const Me = Type.Object({
  agent: Agent,
  permissions: Type.Array(Type.String()),
  brands: Type.Array(Brand),
  demo: Type.Boolean(),
})
export type Me = Static<typeof Me>

export const Team = Type.Object({
  id: Uuid,
  brand: Nullable(Uuid),
  name: Texts,
  members: Type.Array(Named),
  rev: Type.Integer(),
})
export const Partner = Type.Object({ id: Uuid, name: Type.String(), rev: Type.Integer() })

export const Identity = Type.Object({
  id: Uuid,
  channel: Type.String(),
  /** As the viewer may see it: masked without contact.handles. */
  handle: Type.String(),
  level: Level,
  verifiedAt: Nullable(Instant),
  /** When the proof ends on which the level rests; null when it rests on none that ends. */
  until: Nullable(Instant),
})
/** What holds now: for a channel the latest word on it or on all of them. */
export const Consent = Type.Object({
  purpose: Type.String(),
  /** Null: for all channels. */
  channel: Nullable(Type.String()),
  given: Type.Boolean(),
  at: Instant,
  how: Type.String(),
})
/** This contact may act for another: role, scope, proof, expiry. */
export const Mandate = Type.Object({
  id: Uuid,
  for: Named,
  role: Type.String(),
  scope: Type.String(),
  proof: Type.String(),
  until: Nullable(Instant),
})
export const Contact = Type.Object({
  id: Uuid,
  brand: Uuid,
  name: Type.String(),
  lang: Nullable(Lang),
  organisation: Nullable(Named),
  identities: Type.Array(Identity),
  consents: Type.Array(Consent),
  mandates: Type.Array(Mandate),
  /** Contacts merged into this one, each can be taken back. */
  merges: Type.Array(Type.Object({ id: Uuid, contact: Named, at: Instant, by: Type.String() })),
  since: Instant,
  rev: Type.Integer(),
})
export type Contact = Static<typeof Contact>

const text = (max: number) => Type.String({ minLength: 1, maxLength: max })

export const peopleApi = api({
  ...standingApi,
  ...standingRulesApi,
  ...timelineApi,
  ...duplicatesApi,
  ...attributesApi,
  ...notesApi,
  ...consentsApi,
  'GET /api/v1/me': { summary: 'Who is signed in and what they may do', answer: Me },
  'GET /api/v1/brands': { summary: 'Brands the caller works for', answer: PageOf(Brand) },
  'POST /api/v1/brands': { summary: 'Create a brand', body: Closed({ id: Uuid, ...brandFields }), answer: Brand },
  'PUT /api/v1/brands/:id': { summary: 'Change a brand', params: ById, body: BrandInput, answer: Brand },
  'GET /api/v1/agents': {
    summary: 'Advisors: for pickers, mentions and administration',
    query: pageQueryWith({ q: Type.Optional(Type.String({ maxLength: 80 })) }),
    answer: PageOf(Agent),
  },
  'POST /api/v1/agents': {
    summary: 'Create an advisor',
    body: AgentInput,
    answer: Type.Object({ agent: Agent, inviteLink: Type.String() }),
  },
  'PUT /api/v1/agents/:id': {
    summary: 'Change an advisor; roles and activity take effect at once',
    params: ById,
    body: Closed(agentFields),
    answer: Agent,
  },
  'PUT /api/v1/agents/:id/password-link': {
    summary: 'Make a link by which an advisor chooses a new password; it works once, and ends the one before',
    params: ById,
    answer: Type.Object({ link: Type.String() }),
  },
  'GET /api/v1/roles': {
    summary: 'Roles and what each permits',
    answer: PageOf(Type.Object({ role: Type.String(), permissions: Type.Array(Type.String()) })),
  },
  'GET /api/v1/teams': { summary: 'Teams', answer: PageOf(Team) },
  'POST /api/v1/teams': {
    summary: 'Create a team',
    body: Closed({ id: Uuid, brand: Nullable(Uuid), name: Texts }),
    answer: Team,
  },
  'GET /api/v1/partners': { summary: 'Partner organisations', answer: PageOf(Partner) },
  'POST /api/v1/partners': {
    summary: 'Create a partner organisation',
    body: Closed({ id: Uuid, name: text(80) }),
    answer: Partner,
  },
  'GET /api/v1/contacts': {
    summary: 'Find contacts by name or handle',
    query: pageQueryWith({ q: Type.Optional(Type.String({ maxLength: 120 })), brand: Type.Optional(Uuid) }),
    answer: PageOf(Contact),
  },
  'GET /api/v1/contacts/:id': {
    summary: 'One contact with identities, consent and mandates',
    params: ById,
    answer: Contact,
  },
  'PUT /api/v1/contacts/:id/name': {
    summary: 'Correct a name',
    params: ById,
    body: Closed({ name: text(120) }),
    answer: Contact,
  },
  'PUT /api/v1/contacts/:id/organisation': {
    summary: 'Say which customer organisation the contact belongs to',
    params: ById,
    body: Closed({ organisation: Nullable(text(120)) }),
    answer: Contact,
  },
  'PUT /api/v1/contacts/:id/consents/:purpose': {
    summary: 'Record a consent given or withdrawn, for one channel or for all of them',
    params: Closed({ id: Uuid, purpose: Type.String({ pattern: '^[a-z-]{2,40}$', maxLength: 40 }) }),
    body: Closed({
      given: Type.Boolean(),
      how: text(200),
      /** Not said: for all channels. */
      channel: Type.Optional(Nullable(ConsentChannel)),
    }),
    answer: Contact,
  },
  'POST /api/v1/contacts/:id/mandates': {
    summary: 'Let the contact act for another',
    params: ById,
    body: Closed({ id: Uuid, for: Uuid, role: text(40), scope: text(80), proof: text(300), until: Nullable(Instant) }),
    answer: Contact,
  },
  'DELETE /api/v1/contacts/:id/mandates/:mandate': {
    summary: 'End a mandate',
    params: Closed({ id: Uuid, mandate: Uuid }),
    answer: Contact,
  },
  'POST /api/v1/contacts/:id/merges': {
    summary: 'Merge another contact into this one; its conversations move along',
    params: ById,
    body: Closed({ id: Uuid, other: Uuid }),
    answer: Contact,
  },
  'DELETE /api/v1/contacts/:id/merges/:merge': {
    summary: 'Take a merge back: everything returns to where it was',
    params: Closed({ id: Uuid, merge: Uuid }),
    answer: Contact,
  },
  'DELETE /api/v1/contacts/:id': {
    summary: 'Erase everything personal about a contact, in every module',
    params: ById,
  },
  'GET /api/v1/contacts/:id/export': {
    summary: 'Everything held about a contact, by module',
    params: ById,
    answer: Type.Object({ contact: Uuid, at: Instant, tables: Type.Record(Type.String(), Type.Array(Type.Unknown())) }),
  },
  'GET /api/v1/demo/agents': {
    summary: 'Demo only: advisors to sign in as with one click',
    answer: PageOf(
      Type.Object({ id: Uuid, name: Type.String(), role: Type.String(), brands: Type.Array(Type.String()) }),
    ),
  },
})
export {
  type Known as KnownAttribute,
  KnownList as KnownAttributes,
  type Value as AttributeValue,
  Value as AttributeValueShape,
} from './attributes/contract.ts'
export { asks as standingAsks } from './standing-rules/contract.ts'
export { Standing as StandingShape, type StandingKind, StandingKind as StandingKindShape } from './standings/shapes.ts'
export type PeopleApi = ApiTypes<typeof peopleApi>
