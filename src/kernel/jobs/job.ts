import type { Context } from '#kernel/registry'

/** Every module declares its jobs: `declare module '#kernel/jobs' { interface JobMap { 'deliver-reply': { id: MessageId } } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging from each module's events.ts
export interface JobMap {}
export type JobKind = keyof JobMap & string

export interface WorkOptions {
  /** Tries before the job is parked among the dead letters; 5 when not said. */
  tries?: number
  /** How many of this kind one node runs at once; 8 when not said. */
  atOnce?: number
}

/** What a module said with app.work(), as the registry keeps it: the kind's payload type was checked there. */
export interface Worker {
  run(ctx: Context, payload: unknown): Promise<void>
  options?: WorkOptions
}

/** What a module said with app.every(). */
export interface ScheduledWork {
  name: string
  seconds: number
  run(ctx: Context): Promise<void>
}

/** A job this node has claimed. */
export interface ClaimedJob {
  id: string
  kind: string
  payload: unknown
  /** This try included. */
  tries: number
  /** Its workers died with it before. */
  suspect: boolean
}
