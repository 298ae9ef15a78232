import type { By } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { App } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import type { Row } from '../lock-row.ts'
import { solvingSetting } from './setting.ts'

/** The reason given is one of the brand's that is offered: at the end of its branch, and neither it nor one above it retired. */
export async function refuseForeignDisposition(tx: Tx, row: Row, disposition: string | null): Promise<void> {
  if (disposition === null) return
  const { rows } = await sql<{ retired: boolean }>`
    with recursive above as (
      select parent_id, retired_at from conversations.disposition
      where id = ${disposition} and (brand_id is null or brand_id = ${row.brand_id})
      union all
      select d.parent_id, d.retired_at from above a join conversations.disposition d on d.id = a.parent_id)
    select bool_or(retired_at is not null) as retired from above having count(*) > 0`.execute(tx)
  const [found] = rows
  if (found === undefined) throw fault('This brand has no such disposition.', 'unknown')
  if (found.retired)
    throw fault('This reason is not used any more. Nothing was changed; choose another.', 'is not used any more')
}

/** Where the brand asks its people for a reason, none is refused: only of people, so that no program is held up by it. */
export async function refuseWithoutReason(app: App, row: Row, by: By, disposition: string | null): Promise<void> {
  if (disposition !== null || !by.startsWith('agent:')) return
  const { reason } = await settingOf(app, solvingSetting, row.brand_id)
  if (reason !== 'required') return
  throw fault('This brand asks why a conversation is solved. Nothing was changed; choose a reason.', 'required')
}

const fault = (text: string, detail: string): Problem =>
  new Problem('invalid_input', text, { faults: [{ pointer: '/disposition', detail }] })
