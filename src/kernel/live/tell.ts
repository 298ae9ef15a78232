import type { Db } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { Log } from '#kernel/log'
import type { LiveKind } from '#kernel/registry'
import { bytesOf, type Frame, sharedFrame } from './frame.ts'
import { cutOff, type Mask, type Stream, write } from './stream.ts'
import { type Item, sees, type Verdict, verdictFor } from './verdict.ts'

interface Due {
  stream: Stream
  item: Item
  verdict: Verdict
}
type Row = { id: string; rev: number }
/** By kind; a kind that could not be loaded is missing. */
type Rows = Map<LiveKind, ReadonlyMap<string, Row>>

export interface Teller {
  readonly db: Db
  readonly log: Log
  readonly kinds: ReadonlyMap<string, LiveKind>
}
/** Who may be concerned by an event. */
export type Readers = (event: StoredEvent) => Iterable<Stream>

/** Tells the events to the streams: each row is loaded once per field mask for all of them, all kinds beside each other, and put into bytes once. */
export async function tell(teller: Teller, events: readonly StoredEvent[], readers: Readers): Promise<void> {
  const items = itemsOf([...teller.kinds.values()], events)
  const due = items.flatMap((item) => dueOf(item, readers(item.event)))
  if (due.length === 0) return
  const [staff, visitor] = await Promise.all([presentAll(teller, due, 'staff'), presentAll(teller, due, 'visitor')])
  send(due, { staff, visitor })
}

const itemsOf = (kinds: readonly LiveKind[], events: readonly StoredEvent[]): Item[] =>
  events.flatMap((event) =>
    kinds.flatMap((kind) => {
      const id = kind.on[event.name]?.(event) ?? null
      return id === null ? [] : [{ event, kind, id }]
    }),
  )

function dueOf(item: Item, streams: Iterable<Stream>): Due[] {
  const due: Due[] = []
  for (const stream of streams) {
    const verdict = verdictFor(stream, item)
    if (verdict !== null) due.push({ stream, item, verdict })
  }
  return due
}

async function presentAll({ db, log }: Teller, due: readonly Due[], mask: Mask): Promise<Rows> {
  const wanted = new Map<LiveKind, Set<string>>()
  for (const { stream, item, verdict } of due) {
    if (stream.mask !== mask || verdict !== 'row') continue
    const ids = wanted.get(item.kind) ?? new Set()
    wanted.set(item.kind, ids.add(item.id))
  }
  const rows: Rows = new Map()
  const load = async (kind: LiveKind, ids: ReadonlySet<string>): Promise<void> => {
    try {
      rows.set(kind, await kind.present(db, [...ids], mask))
    } catch (error) {
      log.error('rows for live views could not be loaded', { kind: kind.kind, error })
    }
  }
  await Promise.all([...wanted].map(([kind, ids]) => load(kind, ids)))
  return rows
}

function send(due: readonly Due[], rows: Record<Mask, Rows>): void {
  const framesOf = frameCache(rows)
  const byStream = new Map<Stream, Frame[]>()
  for (const one of due) {
    if (one.verdict === 'row' && !rows[one.stream.mask].has(one.item.kind)) cutOff(one.stream)
    const frame = framesOf(one)
    if (frame === null) continue
    const frames = byStream.get(one.stream)
    if (frames) frames.push(frame)
    else byStream.set(one.stream, [frame])
  }
  for (const [stream, frames] of byStream) write(stream, bytesOf(frames))
}

function frameCache(rows: Record<Mask, Rows>): (due: Due) => Frame | null {
  const made = new Map<Item, Record<Mask | 'removed', Frame | undefined>>()
  return ({ stream, item, verdict }) => {
    const row = rows[stream.mask].get(item.kind)?.get(item.id)
    if (verdict === 'row' && row && isOutOfSight(stream, item, row)) return null
    const shape = verdict === 'row' && row ? stream.mask : 'removed'
    const frames = made.get(item) ?? { staff: undefined, visitor: undefined, removed: undefined }
    made.set(item, frames)
    frames[shape] ??= frameOf(item, shape === 'removed' ? undefined : row)
    return frames[shape]
  }
}

/** It left this viewer's scopes after the event: the event that took it away is still to come. */
const isOutOfSight = (stream: Stream, { event, kind }: Item, row: Row): boolean =>
  stream.mask === 'staff' && kind.scopes !== undefined && !sees(stream.actor, kind, event.brand, kind.scopes(row))

function frameOf({ event: { pos }, kind: { kind }, id }: Item, row: Row | undefined): Frame {
  return sharedFrame(row === undefined ? { pos, kind, id, removed: true } : { pos, kind, id, rev: row.rev, row })
}
