import type { Selectable } from 'kysely'
import type { CannedResponse } from '../contract.ts'
import type { CannedResponseTable } from '../tables.ts'

export type CannedRow = Selectable<CannedResponseTable>

export const presentCanned = (row: CannedRow): CannedResponse => ({
  id: row.id,
  brand: row.brand_id,
  shortcut: row.shortcut,
  lang: row.lang,
  title: row.title,
  text: row.text,
  uses: row.uses,
  rev: row.rev,
})
