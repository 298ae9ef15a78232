const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'keydown'] as const

/** Runs once, at the first thing that only somebody at the device can have done. */
export function onPerson(run: (event: Event) => void): void {
  const heard = (event: Event): void => {
    if (!event.isTrusted) return
    for (const sign of SIGNS) removeEventListener(sign, heard, true)
    run(event)
  }
  for (const sign of SIGNS) addEventListener(sign, heard, true)
}
