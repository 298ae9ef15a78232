import type { Actor } from '#kernel/access'
import type { Log } from '#kernel/log'
import { frame, heartbeat } from './frame.ts'
import type { ReaderSet } from './readers.ts'
import { end, isOpen, ownerOf, type Stream, write } from './stream.ts'

/** Answers each actor with its rights as they are now, or null when its session, key or token is no more. */
export type StillValid = (actors: readonly Actor[]) => Promise<readonly (Actor | null)[]>

const HEARTBEAT_EVERY = 15
const CHECK_EVERY = 4
/** After so many checks that failed (about 12 s) a stream is ended rather than trusted. */
const UNCHECKED_AT_MOST = 3

export interface Guard {
  /** One second of the wheel; `all`: every heartbeat and every check now. */
  turn(all?: boolean): Promise<void>
}

/** One wheel for all streams of the node: heartbeats every 15 s, rights every 4 s, no timer per stream. */
export function openGuard(readers: ReaderSet, stillValid: StillValid, log: Log): Guard {
  let second = 0
  let checking = false
  const check = async (): Promise<void> => {
    if (checking) return
    checking = true
    try {
      await checkAll(readers, stillValid, log)
    } finally {
      checking = false
    }
  }
  return {
    turn: async (all = false) => {
      second += 1
      for (const stream of readers.live()) {
        if (all || slotOf(stream) === second % HEARTBEAT_EVERY) write(stream, [heartbeat(stream.pos)])
      }
      if (all || second % CHECK_EVERY === 0) await check()
    },
  }
}

const slotOf = ({ id }: Stream): number => Number.parseInt(id.slice(-4), 16) % HEARTBEAT_EVERY

/** One question for everybody, whatever their number and however many streams each of them has open. */
async function checkAll(readers: ReaderSet, stillValid: StillValid, log: Log): Promise<void> {
  const owners = [...Map.groupBy(readers.all(), ({ actor }) => ownerOf(actor)).values()]
  const asked = owners.flatMap((streams) => streams.slice(0, 1).map(({ actor }) => actor))
  if (asked.length === 0) return
  try {
    const now = await stillValid(asked)
    for (const [place, streams] of owners.entries())
      for (const stream of streams) apply(readers, stream, now[place] ?? null)
  } catch (error) {
    log.warn('the rights of the streams could not be checked', { error })
    for (const stream of readers.all()) if (++stream.unchecked >= UNCHECKED_AT_MOST) end(stream, '')
  }
}

/** New rights: the viewer's rows are others now, so it fetches them again. */
function apply(readers: ReaderSet, stream: Stream, actor: Actor | null): void {
  if (!isOpen(stream)) return
  if (actor === null) {
    end(stream, frame('revoked', {}))
    return
  }
  stream.unchecked = 0
  const changed =
    actor.grants !== stream.actor.grants && JSON.stringify(actor.grants) !== JSON.stringify(stream.actor.grants)
  readers.setActor(stream, actor)
  if (changed) write(stream, [frame('rights', { pos: stream.pos })])
}
