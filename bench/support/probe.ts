/** The words of a probe, wherever they turn up. */
export const PROBE = /probe-[a-z]+-\d+;/

/** What the server knows of a probe's way. */
export interface Probed {
  received?: number
  answered?: number
  written?: number
}

/** Milliseconds that processes of one machine agree on. */
export const clock = (): number => performance.timeOrigin + performance.now()
