import { Compile } from 'typebox/compile'
import { audit } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import { newId } from '#kernel/ids'
import type { SettingSpec } from '#kernel/registry'

export interface Change {
  /** `*`, or the brand's or agent's id. */
  scopeId: string
  value: unknown
}

/** Keeps a setting's new value, audited and told; answers its rev. Saying the same again changes nothing. */
export async function changeSetting(tx: Tx, spec: SettingSpec, { scopeId, value }: Change): Promise<number> {
  const shape = Compile(spec.schema)
  if (!shape.Check(value)) throw refusal(spec.key, shape.Errors(value))
  const { rows } = await sql<{ rev: number }>`
    insert into kernel.setting as s (key, scope_id, value, changed_at, changed_by)
    values (${spec.key}, ${scopeId}, ${JSON.stringify(value)}::jsonb, ${tx.clock.now()}, ${tx.by})
    on conflict (key, scope_id) do update set value = excluded.value, rev = s.rev + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    where s.value is distinct from excluded.value returning rev`.execute(tx)
  const rev = rows[0]?.rev
  if (rev === undefined) return revOf(tx, spec.key, scopeId)
  const brand = spec.scope === 'brand' ? scopeId : null
  await publish(tx, 'setting.changed', {
    brand,
    subject: scopeId === '*' ? newId() : scopeId,
    data: { key: spec.key, scope: scopeId, rev },
  })
  await audit(tx, { deed: 'setting.change', subject: spec.key, brand, data: { scope: scopeId, rev } })
  return rev
}

async function revOf(tx: Tx, key: string, scopeId: string): Promise<number> {
  const kept = await tx
    .selectFrom('kernel.setting')
    .select('rev')
    .where('key', '=', key)
    .where('scope_id', '=', scopeId)
    .executeTakeFirst()
  return kept?.rev ?? 0
}

function refusal(key: string, errors: readonly { instancePath: string; message: string }[]): Problem {
  const faults = errors
    .slice(0, 20)
    .map(({ instancePath, message }) => ({ pointer: `/body/value${instancePath}`, detail: message }))
  return new Problem(
    'invalid_input',
    `The setting ${key} does not take this value: ${faults[0]?.detail ?? 'wrong shape'}.`,
    { faults },
  )
}
