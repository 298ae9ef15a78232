import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/value'
import type { App, SettingSpec } from '#kernel/registry'

export type Setting<S extends TSchema> = SettingSpec & { schema: S; fallback: Static<S> }
/** Types a setting's fallback by its schema: register it with app.setting(), read it with settingOf(). */
export const setting = <const S extends TSchema>(spec: Setting<S>): Setting<S> => spec

/** Another node's change is seen after so long; this node's at once. */
const KEEP_MS = 2_000

interface Kept {
  at: number
  value: unknown
}
const kept = new WeakMap<App, Map<string, Kept>>()

/** A setting's value for `*` or a brand's or agent's id; its fallback where nobody set it (or where an older shape is kept). */
export async function settingOf<S extends TSchema>(app: App, spec: Setting<S>, scopeId = '*'): Promise<Static<S>> {
  const mine = kept.get(app) ?? new Map<string, Kept>()
  kept.set(app, mine)
  const name = `${spec.key} ${scopeId}`
  const known = mine.get(name)
  if (known && performance.now() - known.at < KEEP_MS) return fitting(spec, known.value)
  const value = await load(app, spec.key, scopeId)
  mine.set(name, { at: performance.now(), value })
  return fitting(spec, value)
}

export const forgetSettings = (app: App): void => void kept.delete(app)

const fitting = <S extends TSchema>(spec: Setting<S>, value: unknown): Static<S> =>
  Check(spec.schema, value) ? value : spec.fallback

async function load({ database }: App, key: string, scopeId: string): Promise<unknown> {
  const found = await database.db
    .selectFrom('kernel.setting')
    .select('value')
    .where('key', '=', key)
    .where('scope_id', '=', scopeId)
    .executeTakeFirst()
  return found?.value
}
