import type { ServerResponse } from 'node:http'
import type { Actor } from '#kernel/access'

export type Mask = 'staff' | 'visitor'

/** One open view. No timers, no buffers of its own: the socket's is the only one. */
export interface Stream {
  readonly id: string
  readonly mask: Mask
  readonly address: string
  readonly raw: ServerResponse
  actor: Actor
  /** Scopes, `subject:<uuid>`, or `*`. */
  watch: ReadonlySet<string>
  /** Everything up to here was told. */
  pos: number
  /** How often in a row its rights could not be checked. */
  unchecked: number
}

/** What may wait for a slow reader; beyond that it is cut off, and comes back by its cursor. */
export const MOST_BYTES = 256 * 1024

/** Writes to the stream, or cuts it off when its reader is too slow. */
export function write(stream: Stream, parts: readonly (Buffer | string)[]): void {
  const { raw } = stream
  if (raw.destroyed || raw.writableEnded) return
  raw.cork()
  for (const part of parts) raw.write(part)
  raw.uncork()
  if (raw.writableLength > MOST_BYTES) cutOff(stream)
}

/** Ends it without a word: its reader comes back by its cursor and is told what is missing. */
export const cutOff = ({ raw }: Stream): void => void raw.destroy()

/** A last word, and the end. */
export function end({ raw }: Stream, word: string): void {
  if (!raw.destroyed && !raw.writableEnded) raw.end(word)
}

export const isOpen = ({ raw }: Stream): boolean => !raw.destroyed && !raw.writableEnded

/** Waits until a slow reader has room again, or is gone. */
export async function room(stream: Stream): Promise<void> {
  if (!isOpen(stream) || !stream.raw.writableNeedDrain) return
  const { promise, resolve } = Promise.withResolvers<void>()
  stream.raw.once('drain', resolve).once('close', resolve)
  await promise
  stream.raw.off('drain', resolve).off('close', resolve)
}

/** Whose stream this is, the session included. */
export const ownerOf = (actor: Actor): string => {
  const session = 'sessionId' in actor ? actor.sessionId : 'tokenId' in actor ? actor.tokenId : ''
  return `${actor.kind} ${actor.id} ${session}`
}
