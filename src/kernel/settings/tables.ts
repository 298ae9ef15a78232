import type { By } from '#kernel/access'

export interface SettingTable {
  key: string
  scope_id: string
  value: unknown
  rev: number
  changed_at: Date
  changed_by: By
}
declare module '#kernel/db' {
  interface Tables {
    'kernel.setting': SettingTable
  }
}
