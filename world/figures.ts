/** Counted since the world began; shown on its page. */
export interface Figures {
  began: number
  /** Customers with an open window now. */
  here: number
  messages: number
  requests: number
  /** Requests that were answered by an error, or by nothing. */
  failed: number
  ended: Record<End, number>
  ratings: number[]
}

/** How a customer's visit ended. */
export type End = 'helped-by-bot' | 'solved' | 'gave-up' | 'left-address' | 'went-quiet' | 'cut-off'

export const noFigures = (): Figures => ({
  began: 0,
  here: 0,
  messages: 0,
  requests: 0,
  failed: 0,
  ended: { 'helped-by-bot': 0, solved: 0, 'gave-up': 0, 'left-address': 0, 'went-quiet': 0, 'cut-off': 0 },
  ratings: [],
})

/** Forgotten, not there, overtaken by a newer message: answers that the protocol foresees. */
const foreseen = new Set([401, 404, 409])

export function countAnswer(figures: Figures, status: number): void {
  figures.requests++
  if (status === 0 || (status >= 400 && !foreseen.has(status))) figures.failed++
}
