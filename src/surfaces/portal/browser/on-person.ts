const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'keydown'] as const

/**
 * Runs once, at the first thing that only somebody at the device can have done. A pointer has to go from one place to another:
 * browsers also tell of one that rests where a page appears, and those without a screen have one that rests for ever.
 */
export function onPerson(run: (event: Event) => void): void {
  let rested: string | null = null
  const hasMoved = ({ screenX, screenY }: PointerEvent): boolean => {
    const [before, now] = [rested, `${screenX} ${screenY}`]
    rested = now
    return before !== null && before !== now
  }
  const heard = (event: Event): void => {
    if (!event.isTrusted || (event.type === 'pointermove' && !hasMoved(event as PointerEvent))) return
    for (const sign of SIGNS) removeEventListener(sign, heard, true)
    run(event)
  }
  for (const sign of SIGNS) addEventListener(sign, heard, true)
}
