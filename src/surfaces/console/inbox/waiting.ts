import type { InboxRow } from '#conversations/contract'

export interface Waiting {
  /** Share of the allowed time that is used, 0 to 1. */
  part: number
  tone: 'calm' | 'warn' | 'bad'
  kind: 'left' | 'late' | 'waits'
  /** Milliseconds left, late or waited. */
  span: number
}
const MINUTE = 60_000
/** Where no clock runs: what a customer finds long. */
const PATIENCE = 120 * MINUTE
const SOON = 15 * MINUTE

/** The nearest clock of a row; without one, how long the customer waits; null when nobody waits. */
export function waitingOf(row: Pick<InboxRow, 'due' | 'waitingSince' | 'createdAt'>, now: number): Waiting | null {
  const since = row.waitingSince === null ? null : Date.parse(row.waitingSince)
  if (row.due !== null) {
    const at = Date.parse(row.due.at)
    const start = since ?? Date.parse(row.createdAt)
    const left = at - now
    if (left <= 0) return { part: 1, tone: 'bad', kind: 'late', span: -left }
    const part = (now - start) / Math.max(1, at - start)
    return {
      part,
      tone: left < 5 * MINUTE ? 'bad' : left < SOON || part > 0.75 ? 'warn' : 'calm',
      kind: 'left',
      span: left,
    }
  }
  if (since === null) return null
  const waited = Math.max(0, now - since)
  const part = Math.min(1, waited / PATIENCE)
  return { part, tone: part >= 1 ? 'bad' : part > 0.5 ? 'warn' : 'calm', kind: 'waits', span: waited }
}
