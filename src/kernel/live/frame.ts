import type { LiveEvent } from './contract.ts'

/** Server-sent events. `id` moves the reader's cursor; only the last frame of an event carries it, so that none of them is lost in between. */
export const frame = (event: string, data: unknown, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** Keeps the line open and the cursor fresh, though nothing was told: an id without data is no event. */
export const heartbeat = (pos: number): string => `: still here\nid: ${pos}\n\n`

/** What is told of one row after one event. Made once, however many read it. */
export interface Frame {
  readonly pos: number
  plain(): Buffer
  last(): Buffer
}

export function sharedFrame(data: LiveEvent): Frame {
  const { kind } = data
  let plain: Buffer | undefined
  let last: Buffer | undefined
  return {
    pos: data.pos,
    plain: () => (plain ??= Buffer.from(frame(kind, data))),
    last: () => (last ??= Buffer.from(frame(kind, data, data.pos))),
  }
}

/** The bytes of these frames, in order of their events. */
export const bytesOf = (frames: readonly Frame[]): Buffer[] =>
  frames.map((one, at) => (frames[at + 1]?.pos === one.pos ? one.plain() : one.last()))
