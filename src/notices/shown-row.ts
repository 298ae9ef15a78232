import { type Static, type TSchema, Type } from 'typebox'
import { Check } from 'typebox/value'
import type { Db } from '#kernel/db'
import type { App } from '#kernel/registry'

const Talk = Type.Object({
  brand: Type.Unknown(),
  reference: Type.String(),
  contact: Type.Object({ name: Type.String() }),
  status: Type.String(),
  holder: Type.String(),
  waitingSince: Type.Union([Type.String(), Type.Null()]),
})
export type Talk = Static<typeof Talk>

/** Rows of conversations as whoever keeps them shows them: through the registry, for notices stand on a lower floor. */
export async function talksOf(app: App, db: Db, ids: readonly string[]): Promise<Map<string, Talk>> {
  const kind = app.registered.lives.get('conversation')
  if (kind === undefined || ids.length === 0) return new Map()
  const rows = await kind.present(db, [...new Set(ids)], 'staff')
  return new Map([...rows].flatMap(([id, row]) => (fits(Talk, row) ? [[id, row] as const] : [])))
}

const fits = <S extends TSchema>(shape: S, value: unknown): value is Static<S> => Check(shape, value)
