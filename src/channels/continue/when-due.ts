import type { Talk, Unread } from './talk.ts'

/** As long as an advisor may take a reply back, and what the server allows beyond. */
const UNDO_MS = 6_500
/** A stream says so often, with something to spare, that somebody is there. */
export const HERE_MS = 75_000
/** A tab that was left open for so long is nobody who reads. */
const FORGOTTEN_TAB_MS = 3_600_000

const undoOf = ({ by }: Pick<Unread, 'by'>): number => (by === 'agent' ? UNDO_MS : 0)

/** Nobody takes it back any more at this moment, in milliseconds. */
export const firmAt = (reply: Pick<Unread, 'by' | 'at'>): number => reply.at.getTime() + undoOf(reply)

/** Who wrote by the form or by mail last waits for a mail; who left the chat may come back first. */
export const waitMs = ({ channel, last }: Pick<Talk, 'channel' | 'last'>, afterSeconds: number): number =>
  channel === 'form' || last?.channel === 'email' ? 0 : afterSeconds * 1_000

/** When the oldest of these goes by mail, in milliseconds: after a while unread, and not while the visitor is there. */
export function dueAt(
  talk: Pick<Talk, 'channel' | 'last'>,
  oldest: Pick<Unread, 'by' | 'at'>,
  { afterSeconds, seenAt }: { afterSeconds: number; seenAt: Date | null },
): number {
  const left = Math.max(firmAt(oldest), oldest.at.getTime() + waitMs(talk, afterSeconds))
  if (talk.channel === 'form' || seenAt === null) return left
  return Math.max(left, Math.min(seenAt.getTime() + HERE_MS, oldest.at.getTime() + FORGOTTEN_TAB_MS))
}
