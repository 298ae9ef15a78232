import { type TObject, type TSchema, Type } from 'typebox'

/** Shapes that many contracts share. */
export const Uuid = Type.String({ format: 'uuid' })
/** RFC 3339, UTC. */
export const Instant = Type.String({ format: 'date-time' })
/** A language tag as brands use them: `fr`, `nl`, `pt-BR`. */
export const Lang = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$', maxLength: 12 })
/** Text a customer can read and an operator writes, per language. */
export const Texts = Type.Record(Lang, Type.String({ maxLength: 2_000 }))
export const Nullable = <S extends TSchema>(shape: S) => Type.Union([shape, Type.Null()])
/** May the viewer do it, and if not, why not: a locale key of the sentence. */
export const May = Type.Object({ ok: Type.Boolean(), why: Type.Optional(Type.String()) })
export const ById = Type.Object({ id: Uuid }, { additionalProperties: false })
export const Closed = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  after: Type.Optional(Type.String({ maxLength: 400 })),
}
export const PageQuery = Closed(pageQuery)
export const pageQueryWith = <P extends Parameters<typeof Type.Object>[0]>(more: P) => Closed({ ...pageQuery, ...more })
/** The answer of every list: `next` goes back as `after`, `live` opens the stream. */
export const PageOf = <S extends TSchema>(item: S) =>
  Type.Object({ items: Type.Array(item), next: Nullable(Type.String()), live: Type.String() })
/** An answer with the cursor its snapshot was read at. */
export const WithLive = <O extends TObject>(shape: O) => Type.Intersect([shape, Type.Object({ live: Type.String() })])
