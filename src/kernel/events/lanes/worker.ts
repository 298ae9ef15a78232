import type { App } from '#kernel/registry'
import type { Handler } from './handlers.ts'
import type { Lane } from './lease.ts'

/** What one node knows of its part in the lanes. */
export interface Worker {
  readonly app: App
  readonly node: string
  readonly handlers: Map<string, Handler>
  /** The lanes it works. One that was lost, or moved by a replay, is dropped here and loaded anew with the next lease. */
  readonly owned: Map<number, Lane>
  readonly paused: Set<string>
  /** Something in these lanes may wait to be tried again. */
  mayRetry: boolean
}
