import { setTimeout as pause } from 'node:timers/promises'

const FIRST_MS = 50
const LONGEST_MS = 1_000

/**
 * How long one who was refused waits before they come again: twice as long each time, and never all of them at once, as browsers,
 * mail servers and deliveries do. A crowd that knocks without a pause would take the machine from the one who is starting.
 */
export const patienceMs = (tries: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** tries) * (0.5 + Math.random() / 2)

/** Asks again and again until it is so; each refusal makes the next wait longer. */
export async function untilTaken(asked: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await asked()); tries++) await pause(patienceMs(tries))
}
