import type { Env } from '#kernel/config'

export interface Terminal {
  env: Env
  /** Results: what another program may read. */
  out(line: string): void
  /** Progress and faults. */
  err(line: string): void
}

export interface Command {
  /** As typed: `keys create`. */
  name: string
  /** Its options, as help shows them. */
  usage: string
  help: string
  /** Loaded when it is typed, so that help needs none of them. */
  load(): Promise<Run>
}
/** Answers the exit code. */
export type Run = (args: readonly string[], terminal: Terminal) => Promise<number>

/** A command was typed wrongly; the message says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
