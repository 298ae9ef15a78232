import { type Static, Type } from 'typebox'
import { ById, Closed, Instant, Nullable, PageOf, Texts, Uuid } from '#kernel/http'

export const AttributeType = Type.Enum(['text', 'number', 'yes-no', 'date', 'one', 'several', 'link'])
export type AttributeType = 'text' | 'number' | 'yes-no' | 'date' | 'one' | 'several' | 'link'

const Key = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', maxLength: 40 })
export const Option = Closed({
  key: Key,
  name: Texts,
  /** Stands where it was chosen, and cannot be chosen any more. */
  retired: Type.Boolean(),
})
export type Option = Static<typeof Option>

const fields = {
  name: Texts,
  hint: Texts,
  type: AttributeType,
  /** What a list offers, in its order. */
  options: Type.Array(Option, { maxItems: 200 }),
  /** People are asked for it when they solve a conversation. */
  required: Type.Boolean(),
  /** `all` who see the customer or the conversation, who `works` with them, who `leads`. */
  reads: Type.Enum(['all', 'works', 'leads']),
  writes: Type.Enum(['works', 'leads']),
  place: Type.Integer({ minimum: 0, maximum: 10_000 }),
}
const made = { id: Uuid, brand: Uuid, on: Type.Enum(['contact', 'conversation']), key: Key }
export const Attribute = Type.Object({
  ...made,
  ...fields,
  archived: Type.Boolean(),
  /** How many customers or conversations have a value of it. */
  held: Type.Integer(),
  rev: Type.Integer(),
})
export type Attribute = Static<typeof Attribute>
export type AttributeValues = Pick<Attribute, keyof typeof fields>

/** Text, number, yes or no, a day (2026-06-01), the key of an option, several of them, a link; null: nothing is known. */
export const Value = Nullable(
  Type.Union([
    Type.String({ maxLength: 2_000 }),
    Type.Number(),
    Type.Boolean(),
    Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 }),
  ]),
)
export type Value = string | number | boolean | string[] | null

export const Known = Type.Object({
  ...made,
  name: Texts,
  hint: Texts,
  type: AttributeType,
  options: fields.options,
  required: Type.Boolean(),
  value: Value,
  /** By whose word, and when; null where nothing was ever said. */
  said: Nullable(
    Type.Object({
      by: Type.Enum(['person', 'program', 'rule', 'bot', 'system']),
      name: Nullable(Type.String()),
      at: Instant,
    }),
  ),
  /** May the caller change it? */
  may: Type.Boolean(),
})
export type Known = Static<typeof Known>
export const KnownList = Type.Object({ items: Type.Array(Known) })

export const attributesApi = {
  'GET /api/v1/attributes': {
    summary: 'What brands want to know of customers and conversations: all of it, in its order, the archived too',
    answer: PageOf(Attribute),
  },
  'POST /api/v1/attributes': {
    summary: 'Define an attribute of the customers or the conversations of a brand',
    body: Closed({ ...made, ...fields }),
    answer: Attribute,
  },
  'PUT /api/v1/attributes/:id': {
    summary: 'Change an attribute; refused while a value would not fit any more, none is ever lost',
    params: ById,
    body: Closed(fields),
    answer: Attribute,
  },
  'POST /api/v1/attributes/:id/fit': {
    summary: 'Which values would not fit another type or other options; changes nothing',
    params: ById,
    body: Closed({ type: AttributeType, options: fields.options }),
    answer: Type.Object({
      /** The most frequent 50. */
      misfits: Type.Array(Type.Object({ value: Type.String(), times: Type.Integer() })),
      total: Type.Integer(),
    }),
  },
  'PUT /api/v1/attributes/:id/archive': {
    summary: 'Ask for an attribute no more; its values stay',
    params: ById,
    answer: Attribute,
  },
  'DELETE /api/v1/attributes/:id/archive': {
    summary: 'Use an archived attribute again',
    params: ById,
    answer: Attribute,
  },
  'GET /api/v1/contacts/:id/attributes': {
    summary: 'What the brand wants to know of a contact, and what is known, by whose word',
    params: ById,
    answer: KnownList,
  },
  'PUT /api/v1/contacts/:id/attributes/:attribute': {
    summary: 'Say what is known of a contact; null takes it away',
    params: Closed({ id: Uuid, attribute: Uuid }),
    body: Closed({ value: Value }),
    answer: KnownList,
  },
} as const
