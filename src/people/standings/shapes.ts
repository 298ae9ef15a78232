import { type Static, Type } from 'typebox'
import { Instant, Nullable, Uuid } from '#kernel/http'

/** Why somebody is served before others: `value`, `tenure`, `vulnerable`, `reach`, `at-risk`. */
export const StandingKind = Type.Enum(['value', 'tenure', 'vulnerable', 'reach', 'at-risk'])
export type StandingKind = 'value' | 'tenure' | 'vulnerable' | 'reach' | 'at-risk'

const Person = Type.Object({ id: Uuid, name: Type.String() })
export const Standing = Type.Object({
  kind: StandingKind,
  /** In words; null for who may not read it. */
  reason: Nullable(Type.String()),
  until: Instant,
  /** The advisor who looks after them, and who does when that one cannot. */
  named: Nullable(Person),
  backup: Nullable(Person),
  at: Instant,
})
export type Standing = Static<typeof Standing>
