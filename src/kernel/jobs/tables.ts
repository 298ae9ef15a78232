import type { Generated } from 'kysely'

export interface JobTable {
  id: Generated<string>
  kind: string
  key: string | null
  lane: string | null
  payload: unknown
  run_at: Date
  /** When `run_at` was decided; null for what an older release wrote. */
  set_at: Date | null
  created_at: Date
  tries: Generated<number>
  leased_until: Date | null
  leased_by: string | null
  last_error: string | null
}
export interface DeadJobTable {
  id: string
  kind: string
  key: string | null
  lane: string | null
  payload: unknown
  created_at: Date
  died_at: Date
  tries: number
  error: string
}
export interface ScheduleTable {
  name: string
  every_seconds: number
  last_run_at: Date | null
  leased_until: Date | null
  leased_by: string | null
}

declare module '#kernel/db' {
  interface Tables {
    'kernel.job': JobTable
    'kernel.dead_job': DeadJobTable
    'kernel.schedule': ScheduleTable
  }
}
